//! Lists of words, which are data: `words.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// List of words that is read at its first use.
pub(crate) type WordList = LazyLock<&'static [&'static str]>;

/// All lists by their names.
static LISTS: LazyLock<HashMap<&str, Vec<&str>>> =
    LazyLock::new(|| parse_lists(include_str!("words.txt")));

/// Returns the list of this name, or an empty one.
pub(crate) fn word_list(name: &str) -> &'static [&'static str] {
    LISTS.get(name).map_or(&[], Vec::as_slice)
}

fn parse_lists(text: &str) -> HashMap<&str, Vec<&str>> {
    let mut lists: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut name = "";
    let is_list = |line: &&str| !line.is_empty() && !line.starts_with('#');
    for line in text.lines().filter(is_list) {
        let (own, words) = line.split_once(" =").unwrap_or((name, line));
        name = own;
        let words = words.split(',').map(str::trim);
        let words = words.filter(|word| !word.is_empty());
        lists.entry(name).or_default().extend(words);
    }
    lists
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_list_has_words_and_each_of_them_once() {
        assert!(LISTS.len() > 20);
        for (name, words) in LISTS.iter() {
            let unique: HashSet<&&str> = words.iter().collect();
            assert!(!words.is_empty() && unique.len() == words.len(), "{name}");
        }
    }
}
