//! Search for the known name that is closest to a mistyped one.

use strsim::osa_distance;

/// Maximum length of a name in the comparison, whose cost grows with the product of both lengths.
const MAX_NAME_CHARS: usize = 64;

/// Returns the name of `names` with the fewest edits from `name`, ignoring case; `None` without names. An edit
/// inserts, removes or replaces a character, or swaps two.
pub fn nearest_name<'n>(name: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let name = folded(name);
    let edits = |known: &&str| osa_distance(&name, &folded(known));
    names.into_iter().min_by_key(edits)
}

/// Returns the name of `names` that `name` probably misspells: at most a third of its characters, or one,
/// differ. `None` if no name is that close.
pub fn likely_name<'n>(name: &str, names: &[&'n str]) -> Option<&'n str> {
    let nearest = nearest_name(name, names.iter().copied())?;
    let most = (nearest.chars().count() / 3).max(1);
    (osa_distance(&folded(name), &folded(nearest)) <= most).then_some(nearest)
}

fn folded(name: &str) -> String {
    name.chars()
        .take(MAX_NAME_CHARS)
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_likely_and_other_words_are_not() {
        const NAMES: [&str; 4] = ["measure", "theme", "date", "作者"];
        for (name, likely, nearest) in [
            ("mesure", Some("measure"), "measure"),
            ("Thmee", Some("theme"), "theme"),
            ("dtae", Some("date"), "date"),
            ("作家", Some("作者"), "作者"),
            ("them", Some("theme"), "theme"),
            ("measurement", None, "measure"),
            ("xyz", None, "作者"),
            ("", None, "作者"),
        ] {
            assert_eq!(likely_name(name, &NAMES), likely, "{name}");
            assert_eq!(nearest_name(name, NAMES), Some(nearest), "{name}");
        }
        assert_eq!(likely_name("a", &[]), None);
        let long = "a".repeat(100_000);
        assert_eq!(likely_name(&long, &NAMES), None);
    }
}
