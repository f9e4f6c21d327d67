//! "Did you mean": the closest name, by CPython's measure of edits.

const MOVE_COST: usize = 2;
const CASE_COST: usize = 1;
const MAX_CANDIDATES: usize = 750;
const MAX_LENGTH: usize = 40;

/// The candidate closest to `wrong`, if any is close enough.
pub(crate) fn closest(wrong: &str, candidates: &[String]) -> Option<String> {
    if candidates.len() > MAX_CANDIDATES {
        return None;
    }
    let mut best: Option<(usize, &String)> = None;
    for candidate in candidates.iter().filter(|candidate| *candidate != wrong) {
        let limit = (candidate.len() + wrong.len() + 3) * MOVE_COST / 6;
        let limit = best.map_or(limit, |(distance, _)| limit.min(distance.saturating_sub(1)));
        let distance = edit_distance(wrong, candidate);
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate.clone())
}

fn edit_distance(a: &str, b: &str) -> usize {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() > MAX_LENGTH || b.len() > MAX_LENGTH {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=b.len()).map(|at| at * MOVE_COST).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = (i + 1) * MOVE_COST;
        for (j, y) in b.iter().enumerate() {
            let substitute = diagonal + substitution(*x, *y);
            diagonal = row[j + 1];
            row[j + 1] = substitute.min(diagonal + MOVE_COST).min(row[j] + MOVE_COST);
        }
    }
    row[b.len()]
}

fn substitution(x: u8, y: u8) -> usize {
    if x == y {
        0
    } else if x.eq_ignore_ascii_case(&y) {
        CASE_COST
    } else {
        MOVE_COST
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_a_near_name() {
        let names = ["append", "extend", "pop"].map(str::to_owned);
        assert_eq!(closest("apend", &names).as_deref(), Some("append"));
        assert_eq!(closest("zzzzzz", &names), None);
    }
}
