//! Stops of a block: the clusters at which a selection may begin or end.

use super::block::{Block, BlockKind, Mark};
use super::ruby::RubySpan;
use crate::text::cluster::cluster_indices;
use crate::text::script::TextLang;
use crate::text::sentence::sentence_starts;
use crate::text::words::{WordScript, chinese_words, is_word_joiner};
use std::ops::Range;

/// Stops around a place that hold the words before and after it if they are in the same run.
const MAX_REACH_CLUSTERS: usize = 40;

/// Stops of a block. Readings, note references, line ends and the blanks around the text are no stops: they belong to
/// the stop before them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stops {
    /// Clusters as byte ranges of the block's text, ascending.
    clusters: Vec<Range<u32>>,
    /// First characters of the clusters.
    chars: Vec<char>,
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
                stops.chars.push(first);
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

    /// Returns the words around the stop `index`, as index ranges, ascending: the word that holds it, if one does, the
    /// words before and after it, and perhaps more.
    pub fn words_around(&self, index: usize, lang: TextLang) -> Vec<Range<usize>> {
        let runs = self.runs();
        let here = runs.partition_point(|run| run.end <= index);
        let near = runs.iter().enumerate();
        let near = near.skip(here.saturating_sub(1)).take(3);
        near.flat_map(|(at, run)| {
            // The run before ends with the word before, the run after begins with the word after.
            let around = index.saturating_sub(MAX_REACH_CLUSTERS)..index + MAX_REACH_CLUSTERS;
            let part = around.start.min(run.end - 1)..around.end.max(run.start + 1);
            let part = part.start.max(run.start)..part.end.min(run.end);
            if self.is_chinese(&runs, at, lang) {
                self.cut(run, &part)
            } else {
                vec![run.clone()]
            }
        })
        .collect()
    }

    /// Cuts the part of a run of Han into words.
    fn cut(&self, run: &Range<usize>, part: &Range<usize>) -> Vec<Range<usize>> {
        let chars = self.chars.get(run.clone()).unwrap_or_default();
        let words = chinese_words(chars, part.start - run.start..part.end - run.start);
        let words = words.into_iter();
        let words = words.map(|word| word.start + run.start..word.end + run.start);
        words.collect()
    }

    /// Returns whether a run is Chinese: Han in a Chinese text, without kana directly before or after it.
    fn is_chinese(&self, runs: &[Range<usize>], at: usize, lang: TextLang) -> bool {
        let script = |run: &Range<usize>| self.scripts.get(run.start).copied().flatten();
        let Some(run) = runs.get(at) else {
            return false;
        };
        let before = at.checked_sub(1).and_then(|before| runs.get(before));
        let before = before.filter(|before| before.end == run.start);
        let after = runs.get(at + 1).filter(|after| after.start == run.end);
        let mut neighbours = before.into_iter().chain(after);
        matches!(lang, TextLang::Hans | TextLang::Hant)
            && script(run) == Some(WordScript::Han)
            && !neighbours.any(|run| {
                matches!(
                    script(run),
                    Some(WordScript::Hiragana | WordScript::Katakana)
                )
            })
    }

    /// Returns the runs of one script as index ranges, ascending.
    fn runs(&self) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        let mut script = None;
        for (index, own) in self.scripts.iter().enumerate() {
            let continues = own.is_some()
                && *own == script
                && index
                    .checked_sub(1)
                    .is_none_or(|before| self.line_ends.binary_search(&before).is_err());
            match runs.last_mut().filter(|_| continues) {
                Some(run) => run.end = index + 1,
                None if own.is_some() => runs.push(index..index + 1),
                None => {}
            }
            script = *own;
        }
        runs
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

    /// Returns the words of a text, found from every stop, without the marks and blanks after them.
    fn words(text: &str, lang: TextLang) -> Vec<String> {
        let block = block(text, Vec::new());
        let stops = Stops::of(&block);
        let mut words: Vec<Range<usize>> = Vec::new();
        for index in 0..=stops.last() {
            let around = stops.words_around(index, lang);
            let holding = around.iter().find(|word| word.contains(&index));
            words.extend(holding.filter(|word| words.last() != Some(*word)).cloned());
        }
        let is_word = |c: char| WordScript::of(c).is_some();
        texts(&block, &words)
            .iter()
            .map(|word| word.trim_end_matches(|c| !is_word(c)).to_owned())
            .collect()
    }

    #[test]
    fn words_are_runs_of_one_script_without_marks() {
        for (text, lang, want) in [
            ("食べる、コーヒー。", TextLang::Ja, "食 べる コーヒー"),
            ("漢字文化圏の国々", TextLang::Ja, "漢字文化圏 の 国々"),
            ("대한민국 헌법", TextLang::Ko, "대한민국 헌법"),
            (
                "don't well-known 3.5 ok.",
                TextLang::Other,
                "don't well-known 3.5 ok",
            ),
            ("", TextLang::Hans, ""),
            ("……", TextLang::Hans, ""),
        ] {
            assert_eq!(words(text, lang).join(" "), want, "{text}");
        }
    }

    #[test]
    fn chinese_is_cut_into_words_but_beside_kana() {
        for (text, want) in [
            ("　　统筹发展，GDP增长。", "统筹 发展 GDP 增长"),
            ("統籌發展\n和安全", "統籌 發展 和 安全"),
            ("日本語の「食べ物」與飲食", "日本語 の 食 べ 物 與 飲食"),
        ] {
            assert_eq!(words(text, TextLang::Hant).join(" "), want, "{text}");
        }
    }

    #[test]
    fn the_words_before_and_after_are_among_those_around() {
        let text = "统筹城乡发展".repeat(300) + "，安全";
        let block = block(&text, Vec::new());
        let stops = Stops::of(&block);
        for index in [0, 1, 2, 254, 255, 256, 257, 511, 512, 1799, 1800, 1802] {
            let words = stops.words_around(index, TextLang::Hans);
            let before = index.saturating_sub(1) / 2 * 2;
            let after = (index + 1).min(1801);
            for index in [before, index, after]
                .into_iter()
                .filter(|index| *index != 1800)
            {
                assert!(words.iter().any(|word| word.contains(&index)), "{index}");
            }
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
