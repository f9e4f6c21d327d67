//! Sorting what is never many.

/// Sorts by `before`, equal items staying in their order: by insertion, whose code is a hundredth of the
/// standard library's sort, of which every type would get its own copy.
pub fn sort_few<T>(items: &mut [T], before: impl Fn(&T, &T) -> bool) {
    for end in 1..items.len() {
        let mut at = end;
        while at > 0 && before(&items[at], &items[at - 1]) {
            items.swap(at, at - 1);
            at -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sort_few;

    #[test]
    fn equal_items_stay_in_order() {
        let mut items = ["bb", "c", "aa", "d", ""];
        sort_few(&mut items, |a, b| a.len() < b.len());
        assert_eq!(items, ["", "c", "d", "bb", "aa"]);
    }
}
