//! The plural of English.

/// Returns `one` for a count of one, else `other` (the categories of CLDR for English).
pub(crate) const fn one_or_other(
    count: u64,
    one: &'static str,
    other: &'static str,
) -> &'static str {
    if count == 1 { one } else { other }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_is_singular() {
        for (count, want) in [(0, "lines"), (1, "line"), (2, "lines"), (21, "lines")] {
            assert_eq!(one_or_other(count, "line", "lines"), want);
        }
    }
}
