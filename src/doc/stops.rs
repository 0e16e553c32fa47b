//! Stops of a block: the clusters at which a selection may begin or end.

use super::block::{Block, BlockKind, Mark};
use super::ruby::RubySpan;
use crate::text::cluster::cluster_indices;
use crate::text::sentence::sentence_starts;
use crate::text::words::{WordScript, is_word_joiner};
use std::ops::Range;

/// Stops of a block. Readings, note references, line ends and the blanks around the text are no stops: they belong to
/// the stop before them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stops {
    /// Clusters as byte ranges of the block's text, ascending.
    clusters: Vec<Range<u32>>,
    /// Scripts of the clusters.
    scripts: Vec<Option<WordScript>>,
    /// Indices of the stops at which sentences start.
    sentences: Vec<usize>,
    /// Indices of the last stops of lines in the block; no word continues after one.
    line_ends: Vec<usize>,
}

/// Returns the parts of a block that are no text of the author: readings with their parentheses, and note references.
/// Ascending byte ranges of the block's text; they may overlap.
pub fn attached_parts(text: &str, marks: &[(Range<u32>, Mark)]) -> Vec<Range<u32>> {
    let mut parts: Vec<Range<u32>> = Vec::new();
    for (range, mark) in marks {
        match mark {
            Mark::NoteRef(_) => parts.push(range.clone()),
            Mark::Ruby { .. } => {
                let ruby = RubySpan::from_mark(text, range, mark);
                parts.extend(ruby.map(|ruby| ruby.inline_reading));
            }
            _ => {}
        }
    }
    parts.sort_by_key(|part| part.start);
    parts
}

impl Stops {
    /// Finds the stops of a block.
    pub fn of(block: &Block<'_>) -> Self {
        let text = block.text.as_ref();
        let parts = attached_parts(text, &block.marks);
        let blanks = text.len() - text.trim_start().len()..text.trim_end().len();
        let cells: Option<Vec<&Range<u32>>> = match &block.kind {
            BlockKind::Table(table) => Some(table.rows.iter().flatten().collect()),
            _ => None,
        };
        let mut stops = Self::default();
        let mut parts = parts.into_iter().peekable();
        let mut cells = cells.map(|cells| cells.into_iter().peekable());
        let mut attached_to = 0;
        for (at, cluster) in cluster_indices(text) {
            let at_u32 = at as u32;
            while let Some(part) = parts.next_if(|part| part.start <= at_u32) {
                attached_to = part.end.max(attached_to);
            }
            let first = cluster.chars().next().unwrap_or(' ');
            if matches!(first, '\n' | '\r') {
                stops.end_line();
            }
            let is_in_cell = cells.as_mut().is_none_or(|cells| {
                while cells.next_if(|cell| cell.end <= at_u32).is_some() {
                    stops.end_line();
                }
                cells.peek().is_some_and(|cell| cell.contains(&at_u32))
            });
            let is_text = blanks.contains(&at) && at_u32 >= attached_to && is_in_cell;
            if is_text && !first.is_control() {
                stops.clusters.push(at_u32..at_u32 + cluster.len() as u32);
                stops.scripts.push(WordScript::of(first));
            }
        }
        stops.join_letters(text);
        stops.find_sentences(text);
        stops
    }

    fn end_line(&mut self) {
        if let Some(last) = self.clusters.len().checked_sub(1)
            && self.line_ends.last() != Some(&last)
        {
            self.line_ends.push(last);
        }
    }

    /// Makes marks between letters part of their word.
    fn join_letters(&mut self, text: &str) {
        for index in 1..self.scripts.len().saturating_sub(1) {
            let is_joiner = self.clusters.get(index).is_some_and(|cluster| {
                let mark = text.get(cluster.start as usize..cluster.end as usize);
                mark.is_some_and(|mark| mark.chars().all(is_word_joiner))
            });
            let letters = Some(&Some(WordScript::Letters));
            if is_joiner
                && self.scripts.get(index - 1) == letters
                && self.scripts.get(index + 1) == letters
                && let Some(script) = self.scripts.get_mut(index)
            {
                *script = Some(WordScript::Letters);
            }
        }
    }

    fn find_sentences(&mut self, text: &str) {
        let starts = sentence_starts(text).into_iter();
        let mut found: Vec<usize> = starts.map(|start| self.at_or_after(start)).collect();
        found.retain(|index| *index < self.clusters.len());
        found.dedup();
        self.sentences = found;
    }

    /// Returns whether the block has no stop.
    pub fn is_empty(&self) -> bool {
        self.clusters.is_empty()
    }

    /// Returns the index of the last stop.
    pub fn last(&self) -> usize {
        self.clusters.len().saturating_sub(1)
    }

    /// Returns the index of the stop that holds byte `within`; bytes before the first stop belong to it.
    pub fn index_of(&self, within: u32) -> usize {
        let after = self
            .clusters
            .partition_point(|cluster| cluster.start <= within);
        after.saturating_sub(1)
    }

    /// Returns the index of the first stop at or after byte `within`; the number of stops without one.
    fn at_or_after(&self, within: u32) -> usize {
        self.clusters
            .partition_point(|cluster| cluster.start < within)
    }

    /// Returns the first byte of a stop; 0 if there is no such stop.
    pub fn start(&self, index: usize) -> u32 {
        self.clusters.get(index).map_or(0, |cluster| cluster.start)
    }

    /// Returns the end of a stop with all that is attached to it: the start of the next. The last one ends with its
    /// cluster and the readings and note references directly after it.
    pub fn end(&self, index: usize, block: &Block<'_>) -> u32 {
        if let Some(next) = self.clusters.get(index + 1) {
            return next.start;
        }
        let mut end = self.clusters.get(index).map_or(0, |cluster| cluster.end);
        for part in attached_parts(&block.text, &block.marks) {
            if part.start == end {
                end = part.end;
            }
        }
        end
    }

    /// Returns the words as index ranges, ascending.
    pub fn words(&self) -> Vec<Range<usize>> {
        let mut words: Vec<Range<usize>> = Vec::new();
        let mut script = None;
        for (index, own) in self.scripts.iter().enumerate() {
            let continues = own.is_some()
                && *own == script
                && index
                    .checked_sub(1)
                    .is_none_or(|before| self.line_ends.binary_search(&before).is_err());
            match words.last_mut().filter(|_| continues) {
                Some(word) => word.end = index + 1,
                None if own.is_some() => words.push(index..index + 1),
                None => {}
            }
            script = *own;
        }
        words
    }

    /// Returns the sentences as index ranges, ascending; together they hold every stop.
    pub fn sentences(&self) -> Vec<Range<usize>> {
        let ends = self.sentences.iter().skip(1).copied();
        let ends = ends.chain([self.clusters.len()]);
        let starts = self.sentences.iter().copied();
        starts.zip(ends).map(|(start, end)| start..end).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(text: &str, marks: Vec<(Range<u32>, Mark)>) -> Block<'_> {
        Block {
            text: text.into(),
            marks,
            ..Block::default()
        }
    }

    fn texts(block: &Block<'_>, ranges: &[Range<usize>]) -> Vec<String> {
        let stops = Stops::of(block);
        let text = |range: &Range<usize>| {
            let range = stops.start(range.start)..stops.end(range.end - 1, block);
            let range = range.start as usize..range.end as usize;
            block.text.get(range).unwrap_or_default().to_owned()
        };
        ranges.iter().map(text).collect()
    }

    #[test]
    fn words_are_runs_of_one_script_without_marks() {
        for (text, want) in [
            ("　　统筹发展，", vec!["统筹发展"]),
            ("食べる、コーヒー。", vec!["食", "べる", "コーヒー"]),
            (
                "don't well-known 3.5 ok.",
                vec!["don't", "well-known", "3.5", "ok"],
            ),
            ("", vec![]),
            ("……", vec![]),
        ] {
            let block = block(text, Vec::new());
            let words = Stops::of(&block).words();
            let found: Vec<String> = texts(&block, &words)
                .iter()
                .map(|word| {
                    word.trim_end_matches([' ', '，', '、', '。', '.'])
                        .to_owned()
                })
                .collect();
            assert_eq!(found, want, "{text}");
        }
    }

    #[test]
    fn a_reading_and_a_note_sign_belong_to_their_base() {
        let text = "漢字（かんじ）です[1]。";
        let block = block(
            text,
            vec![
                (0..21, Mark::Ruby { base: 6 }),
                (27..30, Mark::NoteRef("1".to_owned())),
            ],
        );
        let stops = Stops::of(&block);
        let clusters: Vec<Range<usize>> = (0..=stops.last()).map(|at| at..at + 1).collect();
        assert_eq!(
            texts(&block, &clusters),
            ["漢", "字（かんじ）", "で", "す[1]", "。"]
        );
    }

    #[test]
    fn clusters_are_never_split_and_blanks_at_the_edges_are_no_stops() {
        let block = block("　か\u{3099}👩\u{200D}🚀\nx  ", Vec::new());
        let stops = Stops::of(&block);
        let clusters: Vec<Range<usize>> = (0..=stops.last()).map(|at| at..at + 1).collect();
        assert_eq!(
            texts(&block, &clusters),
            ["か\u{3099}", "👩\u{200D}🚀\n", "x"]
        );
    }

    #[test]
    fn sentences_hold_every_stop() {
        let block = block("他说：“好。”然后走了！真的吗", Vec::new());
        let stops = Stops::of(&block);
        assert_eq!(
            texts(&block, &stops.sentences()),
            ["他说：“好。”", "然后走了！", "真的吗"]
        );
    }
}
