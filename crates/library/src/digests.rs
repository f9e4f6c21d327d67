//! How blocks of a message change a digest: MD5, SHA-1, and the two families of SHA-2. The rest is in `hashlib.py`.
//!
//! Source: RFC 1321; FIPS 180-4.

use std::rc::Rc;

use loopscope_python::{Args, Module, NativeFunction, Result, Value, Vm, work};

/// The first 64 bits of the fractions of the cube roots of the first 80 primes; SHA-256 takes 32 of each of the first 64.
const ROOTS: [u64; 80] = [
    0x428a_2f98_d728_ae22,
    0x7137_4491_23ef_65cd,
    0xb5c0_fbcf_ec4d_3b2f,
    0xe9b5_dba5_8189_dbbc,
    0x3956_c25b_f348_b538,
    0x59f1_11f1_b605_d019,
    0x923f_82a4_af19_4f9b,
    0xab1c_5ed5_da6d_8118,
    0xd807_aa98_a303_0242,
    0x1283_5b01_4570_6fbe,
    0x2431_85be_4ee4_b28c,
    0x550c_7dc3_d5ff_b4e2,
    0x72be_5d74_f27b_896f,
    0x80de_b1fe_3b16_96b1,
    0x9bdc_06a7_25c7_1235,
    0xc19b_f174_cf69_2694,
    0xe49b_69c1_9ef1_4ad2,
    0xefbe_4786_384f_25e3,
    0x0fc1_9dc6_8b8c_d5b5,
    0x240c_a1cc_77ac_9c65,
    0x2de9_2c6f_592b_0275,
    0x4a74_84aa_6ea6_e483,
    0x5cb0_a9dc_bd41_fbd4,
    0x76f9_88da_8311_53b5,
    0x983e_5152_ee66_dfab,
    0xa831_c66d_2db4_3210,
    0xb003_27c8_98fb_213f,
    0xbf59_7fc7_beef_0ee4,
    0xc6e0_0bf3_3da8_8fc2,
    0xd5a7_9147_930a_a725,
    0x06ca_6351_e003_826f,
    0x1429_2967_0a0e_6e70,
    0x27b7_0a85_46d2_2ffc,
    0x2e1b_2138_5c26_c926,
    0x4d2c_6dfc_5ac4_2aed,
    0x5338_0d13_9d95_b3df,
    0x650a_7354_8baf_63de,
    0x766a_0abb_3c77_b2a8,
    0x81c2_c92e_47ed_aee6,
    0x9272_2c85_1482_353b,
    0xa2bf_e8a1_4cf1_0364,
    0xa81a_664b_bc42_3001,
    0xc24b_8b70_d0f8_9791,
    0xc76c_51a3_0654_be30,
    0xd192_e819_d6ef_5218,
    0xd699_0624_5565_a910,
    0xf40e_3585_5771_202a,
    0x106a_a070_32bb_d1b8,
    0x19a4_c116_b8d2_d0c8,
    0x1e37_6c08_5141_ab53,
    0x2748_774c_df8e_eb99,
    0x34b0_bcb5_e19b_48a8,
    0x391c_0cb3_c5c9_5a63,
    0x4ed8_aa4a_e341_8acb,
    0x5b9c_ca4f_7763_e373,
    0x682e_6ff3_d6b2_b8a3,
    0x748f_82ee_5def_b2fc,
    0x78a5_636f_4317_2f60,
    0x84c8_7814_a1f0_ab72,
    0x8cc7_0208_1a64_39ec,
    0x90be_fffa_2363_1e28,
    0xa450_6ceb_de82_bde9,
    0xbef9_a3f7_b2c6_7915,
    0xc671_78f2_e372_532b,
    0xca27_3ece_ea26_619c,
    0xd186_b8c7_21c0_c207,
    0xeada_7dd6_cde0_eb1e,
    0xf57d_4f7f_ee6e_d178,
    0x06f0_67aa_7217_6fba,
    0x0a63_7dc5_a2c8_98a6,
    0x113f_9804_bef9_0dae,
    0x1b71_0b35_131c_471b,
    0x28db_77f5_2304_7d84,
    0x32ca_ab7b_40c7_2493,
    0x3c9e_be0a_15c9_bebc,
    0x431d_67c4_9c10_0d4c,
    0x4cc5_d4be_cb3e_42b6,
    0x597f_299c_fc65_7e2a,
    0x5fcb_6fab_3ad6_faec,
    0x6c44_198c_4a47_5817,
];
/// By how much MD5 turns, four steps of each round, repeated.
const TURNS: [[u32; 4]; 4] = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];

/// Makes the module.
///
/// # Errors
/// None.
pub(crate) fn module(vm: &mut Vm) -> Result<Rc<Module>> {
    let module = vm.new_module("_digests");
    module.define("absorb", NativeFunction::new("absorb", absorb));
    Ok(module)
}

/// `absorb(name, state, blocks)`: the state, which is big-endian, after whole blocks.
fn absorb(vm: &mut Vm, args: Args) -> Result<Value> {
    let [name, state, blocks] = args.exactly(vm, "absorb")?;
    let (Some(name), Value::Bytes(state), Value::Bytes(blocks)) = (name.as_str(), &state, &blocks) else {
        return Err(vm.type_error("a name, a state and blocks are needed"));
    };
    let (state, blocks) = (state.as_slice(), blocks.as_slice());
    // A byte takes a few nanoseconds.
    work::charge(blocks.len() as u64 / 16 + 1);
    let state = match name {
        "md5" => bytes(after::<4, 64>(state, blocks, md5).map(u32::to_be_bytes)),
        "sha1" => bytes(after::<5, 64>(state, blocks, sha1).map(u32::to_be_bytes)),
        "sha224" | "sha256" => bytes(after::<8, 64>(state, blocks, sha256).map(u32::to_be_bytes)),
        _ => bytes(after_wide(state, blocks).map(u64::to_be_bytes)),
    };
    Ok(Value::bytes(state))
}

fn bytes<const N: usize, const W: usize>(words: [[u8; W]; N]) -> Vec<u8> {
    words.concat()
}

fn word(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |word, &byte| word << 8 | u32::from(byte))
}

fn wide(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |word, &byte| word << 8 | u64::from(byte))
}

/// The words of `bytes` in a state or a block; what is missing is 0.
fn words<const N: usize>(bytes: &[u8]) -> [u32; N] {
    let mut words = [0; N];
    words.iter_mut().zip(bytes.chunks(4)).for_each(|(to, bytes)| *to = word(bytes));
    words
}

fn after<const N: usize, const B: usize>(
    state: &[u8],
    blocks: &[u8],
    step: fn([u32; N], [u32; 16]) -> [u32; N],
) -> [u32; N] {
    blocks.chunks_exact(B).fold(words(state), |state, block| {
        let changed = step(state, words(block));
        std::array::from_fn(|at| state[at].wrapping_add(changed[at]))
    })
}

fn after_wide(state: &[u8], blocks: &[u8]) -> [u64; 8] {
    let first = std::array::from_fn(|at| wide(state.get(8 * at..8 * at + 8).unwrap_or_default()));
    blocks.chunks_exact(128).fold(first, |state: [u64; 8], block| {
        let changed = sha512(state, std::array::from_fn(|at| wide(&block[8 * at..8 * at + 8])));
        std::array::from_fn(|at| state[at].wrapping_add(changed[at]))
    })
}

fn md5([mut a, mut b, mut c, mut d]: [u32; 4], block: [u32; 16]) -> [u32; 4] {
    for step in 0..64 {
        let (mixed, at) = match step / 16 {
            0 => ((b & c) | (!b & d), step),
            1 => ((d & b) | (!d & c), 5 * step + 1),
            2 => (b ^ c ^ d, 3 * step + 5),
            _ => (c ^ (b | !d), 7 * step),
        };
        let sine = (((step + 1) as f64).sin().abs() * 4_294_967_296.0) as u32;
        let sum = a.wrapping_add(mixed).wrapping_add(sine).wrapping_add(block[at % 16].swap_bytes());
        (a, d, c) = (d, c, b);
        b = b.wrapping_add(sum.rotate_left(TURNS[step / 16][step % 4]));
    }
    [a, b, c, d]
}

fn sha1([mut a, mut b, mut c, mut d, mut e]: [u32; 5], mut block: [u32; 16]) -> [u32; 5] {
    for step in 0..80 {
        if step >= 16 {
            let earlier = |before: usize| block[(step - before) % 16];
            block[step % 16] = (earlier(3) ^ earlier(8) ^ earlier(14) ^ earlier(16)).rotate_left(1);
        }
        let (mixed, constant) = match step / 20 {
            0 => ((b & c) | (!b & d), 0x5a82_7999),
            1 => (b ^ c ^ d, 0x6ed9_eba1),
            2 => ((b & c) | (b & d) | (c & d), 0x8f1b_bcdc),
            _ => (b ^ c ^ d, 0xca62_c1d6),
        };
        let sum =
            [mixed, e, constant, block[step % 16]].into_iter().fold(a.rotate_left(5), u32::wrapping_add);
        (e, d, c, b, a) = (d, c, b.rotate_left(30), a, sum);
    }
    [a, b, c, d, e]
}

/// A step of SHA-2, whose families differ in the width of words, in turns and shifts.
macro_rules! sha2 {
    ($name:ident, $word:ty, $steps:literal, $root:expr, $small0:expr, $small1:expr, $large0:expr, $large1:expr) => {
        fn $name(
            [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h]: [$word; 8],
            mut block: [$word; 16],
        ) -> [$word; 8] {
            let turned = |word: $word, turns: [u32; 3]| {
                word.rotate_right(turns[0]) ^ word.rotate_right(turns[1]) ^ word.rotate_right(turns[2])
            };
            let shifted = |word: $word, turns: [u32; 3]| {
                word.rotate_right(turns[0]) ^ word.rotate_right(turns[1]) ^ (word >> turns[2])
            };
            for step in 0..$steps {
                if step >= 16 {
                    let earlier = |before: usize| block[(step - before) % 16];
                    block[step % 16] = earlier(16)
                        .wrapping_add(shifted(earlier(15), $small0))
                        .wrapping_add(earlier(7))
                        .wrapping_add(shifted(earlier(2), $small1));
                }
                let root: fn(u64) -> $word = $root;
                let chosen = (e & f) ^ (!e & g);
                let first = [turned(e, $large1), chosen, root(ROOTS[step]), block[step % 16]]
                    .into_iter()
                    .fold(h, <$word>::wrapping_add);
                let second = turned(a, $large0).wrapping_add((a & b) ^ (a & c) ^ (b & c));
                (h, g, f, e, d, c, b, a) =
                    (g, f, e, d.wrapping_add(first), c, b, a, first.wrapping_add(second));
            }
            [a, b, c, d, e, f, g, h]
        }
    };
}

sha2!(sha256, u32, 64, |root| (root >> 32) as u32, [7, 18, 3], [17, 19, 10], [2, 13, 22], [6, 11, 25]);
sha2!(sha512, u64, 80, |root| root, [1, 8, 7], [19, 61, 6], [28, 34, 39], [14, 18, 41]);
