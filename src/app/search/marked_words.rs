//! Marked words as lines of the record of a text.

use super::history::{from_line, to_line};
use super::state::{PastSearch, SearchState};
use crate::search::Query;
use crate::ui::theme::HIGHLIGHT_COUNT;

/// Returns the marked words as lines.
pub fn marked_words(search: &SearchState) -> Vec<String> {
    let words = search.marked.iter().map(|query| PastSearch {
        text: query.text().to_owned(),
        level: query.level(),
        kind: query.kind(),
    });
    words.map(|word| to_line(&word)).collect()
}

/// Marks the words of lines. Damaged lines, and those for which there is no look, are passed over.
pub fn restore_marked_words(search: &mut SearchState, lines: &[String]) {
    let queries = lines.iter().filter_map(|line| {
        let word = from_line(line)?;
        Query::parse(&word.text, word.level, word.kind).ok()
    });
    search.marked = queries.take(HIGHLIGHT_COUNT).collect();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_words_survive_their_lines_and_damaged_ones_are_passed_over() {
        let lines = [
            "variants\tliteral\t统筹",
            "exact\tregex\t[",
            "",
            "forms\tregex\t第.章",
            "exact\tliteral\ta\u{1b}[31m",
        ];
        let lines = lines.map(str::to_owned);
        let mut search = SearchState::default();
        restore_marked_words(&mut search, &lines);
        assert_eq!(marked_words(&search), [&*lines[0], &*lines[3]]);
        let many: Vec<String> = (0..99).map(|n| format!("exact\tliteral\t{n}")).collect();
        restore_marked_words(&mut search, &many);
        assert_eq!(search.marked.len(), HIGHLIGHT_COUNT);
    }
}
