//! Random numbers that a seed decides, the same on every machine.

/// SplitMix64.
pub(super) struct Random {
    state: u64,
}

impl Random {
    /// What these numbers together decide.
    pub(super) fn new(seeds: &[u64]) -> Random {
        let mut random = Random { state: 0 };
        for seed in seeds {
            random.state ^= seed;
            random.state = random.next();
        }
        random
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below `count`, which is not 0.
    pub(super) fn below(&mut self, count: usize) -> usize {
        (self.next() % count as u64) as usize
    }

    /// A number between these two, both included.
    pub(super) fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }

    /// True in so many of a hundred cases.
    pub(super) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of these.
    pub(super) fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn a_seed_decides() {
        let numbers = |seeds: &[u64]| {
            let mut random = Random::new(seeds);
            [random.below(1000), random.between(3, 5), random.below(1000)]
        };
        assert_eq!(numbers(&[1, 2]), numbers(&[1, 2]));
        assert_ne!(numbers(&[1, 2]), numbers(&[2, 1]));
    }

    #[test]
    fn both_ends_are_reached() {
        let mut random = Random::new(&[7]);
        let mut seen = [false; 3];
        for _ in 0..100 {
            seen[random.between(1, 3) - 1] = true;
        }
        assert_eq!(seen, [true; 3]);
    }
}
