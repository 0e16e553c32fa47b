//! Text of a block as a query matches it. With readings or note references there are three variants: as
//! written, without readings and references; as read, without the bases; and as set in one line,
//! 漢字（かんじ）. A match in any of them is a hit, in every placement of readings.
//! The parentheses of a reading belong to its setting and are not a hit by themselves.

use super::pattern::QueryMatch;
use super::query::Query;
use crate::doc::{LineEnds, Mark, RubySpan};
use crate::text::script::TextLang;
use std::ops::Range;

/// The hits in a text with these marks, which ascend by start: byte ranges, ascending by start.
pub fn hits(
    query: &Query,
    lang: TextLang,
    text: &str,
    marks: &[(Range<u32>, Mark)],
) -> Vec<Range<u32>> {
    let apart = AnnotationSpans::from_marks(text, marks);
    if apart.is_empty() {
        let found = query.find_all(text.as_bytes(), lang);
        return found.map(|hit| hit.start as u32..hit.end as u32).collect();
    }
    let [written, read, set] = apart.variants(text);
    let mut found: Vec<_> = written.hits(query, lang).collect();
    let words = apart.reading_ranges();
    let is_read = |hit: &Range<u32>| overlaps_any(&words, hit);
    let is_set = |hit: &Range<u32>| is_read(hit) || overlaps_any(&apart.note_refs, hit);
    found.extend(read.hits(query, lang).filter(is_read));
    found.extend(set.hits(query, lang).filter(is_set));
    found.sort_unstable_by_key(|hit| (hit.start, hit.end));
    found.dedup();
    found
}

/// A text with readings and note references in the ways a query matches it.
pub struct AnnotatedText {
    /// The text as written, as read and as set; none without readings and references.
    variants: Option<[TextVariant; 3]>,
}

impl AnnotatedText {
    /// Prepares a text with these marks, which ascend by start.
    pub fn new(text: &str, marks: &[(Range<u32>, Mark)]) -> Self {
        let apart = AnnotationSpans::from_marks(text, marks);
        Self {
            variants: (!apart.is_empty()).then(|| apart.variants(text)),
        }
    }

    /// Returns the parts of the hit `span` that match the query, without the readings and references it skips.
    /// Ascending.
    pub fn visible_ranges(
        &self,
        query: &Query,
        lang: TextLang,
        span: &Range<u32>,
    ) -> Vec<Range<u32>> {
        for way in self.variants.iter().flatten() {
            let Some(words) = way.to_variant(span) else {
                continue;
            };
            let text = way.text.as_bytes();
            let found = query.next(text, words.start, lang, LineEnds::Close);
            if found == Some(QueryMatch::Hit(words.clone())) {
                return way.source_ranges(words).collect();
            }
        }
        vec![span.clone()]
    }
}

/// Readings and note references in a text.
struct AnnotationSpans {
    readings: Vec<RubySpan>,
    note_refs: Vec<Range<u32>>,
}

impl AnnotationSpans {
    fn from_marks(text: &str, marks: &[(Range<u32>, Mark)]) -> Self {
        let readings = marks.iter();
        let readings = readings.filter_map(|(range, mark)| RubySpan::from_mark(text, range, mark));
        let signs = marks
            .iter()
            .filter(|(_, mark)| matches!(mark, Mark::NoteRef(_)));
        Self {
            readings: readings
                .filter(|reading| !reading.reading.is_empty())
                .collect(),
            note_refs: signs.map(|(range, _)| range.clone()).collect(),
        }
    }

    fn is_empty(&self) -> bool {
        self.readings.is_empty() && self.note_refs.is_empty()
    }

    /// Returns the readings without their parentheses.
    fn reading_ranges(&self) -> Vec<Range<u32>> {
        let words = self.readings.iter().map(|reading| &reading.reading);
        words.cloned().collect()
    }

    /// Returns the text as written, as read and as set.
    fn variants(&self, text: &str) -> [TextVariant; 3] {
        let tails = self
            .readings
            .iter()
            .map(|reading| reading.inline_reading.clone());
        let bases = self.readings.iter().flat_map(|reading| {
            let opening = reading.base.start..reading.reading.start;
            [opening, reading.reading.end..reading.inline_reading.end]
        });
        let signs = || self.note_refs.iter().cloned();
        [
            TextVariant::without(tails.chain(signs()), text),
            TextVariant::without(bases.chain(signs()), text),
            TextVariant::without(std::iter::empty(), text),
        ]
    }
}

/// Returns whether `hit` overlaps one of `ranges`, which are ascending and disjoint.
fn overlaps_any(ranges: &[Range<u32>], hit: &Range<u32>) -> bool {
    let first = ranges.partition_point(|range| range.end <= hit.start);
    ranges.get(first).is_some_and(|range| range.start < hit.end)
}

/// Text with some ranges removed.
struct TextVariant {
    text: String,
    /// Remaining ranges: start in this text, and byte range in the block's text. Ascending.
    visible_ranges: Vec<(usize, Range<u32>)>,
}

impl TextVariant {
    fn without(passed: impl Iterator<Item = Range<u32>>, text: &str) -> Self {
        let mut passed: Vec<_> = passed.collect();
        passed.sort_unstable_by_key(|range| range.start);
        let mut way = Self {
            text: String::with_capacity(text.len()),
            visible_ranges: Vec::new(),
        };
        let mut done = 0;
        for range in passed {
            way.push_range(done..range.start, text);
            done = done.max(range.end);
        }
        way.push_range(done..text.len() as u32, text);
        way
    }

    fn push_range(&mut self, range: Range<u32>, text: &str) {
        let words = text.get(range.start as usize..range.end as usize);
        if let Some(words) = words.filter(|words| !words.is_empty()) {
            self.visible_ranges.push((self.text.len(), range));
            self.text.push_str(words);
        }
    }

    /// The hits, from the first byte of the block's text to behind the last.
    fn hits<'w>(
        &'w self,
        query: &'w Query,
        lang: TextLang,
    ) -> impl Iterator<Item = Range<u32>> + 'w {
        let found = query.find_all(self.text.as_bytes(), lang);
        found.filter_map(|found| {
            let mut pieces = self.source_ranges(found);
            let first = pieces.next()?;
            let end = pieces.last().map_or(first.end, |last| last.end);
            Some(first.start..end)
        })
    }

    /// Maps a range of this text to ranges of the block's text.
    fn source_ranges(&self, words: Range<usize>) -> impl Iterator<Item = Range<u32>> {
        let end = |(at, range): &(usize, Range<u32>)| at + range.len();
        let first = self
            .visible_ranges
            .partition_point(|kept| end(kept) <= words.start);
        let kept = self.visible_ranges.iter().skip(first);
        let kept = kept.take_while(move |(at, _)| *at < words.end);
        kept.map(move |(at, range)| {
            let start = range.start + words.start.saturating_sub(*at) as u32;
            start..range.end.min(range.start + (words.end - at) as u32)
        })
    }

    /// Maps a range of the block's text to this text; `None` if it starts or ends in a removed range.
    fn to_variant(&self, span: &Range<u32>) -> Option<Range<usize>> {
        let of = |byte: u32| {
            let kept = &self.visible_ranges;
            let index = kept.partition_point(|(_, range)| range.end <= byte);
            let (at, range) = kept.get(index).filter(|(_, range)| range.contains(&byte))?;
            Some(at + (byte - range.start) as usize)
        };
        let last = span.end.checked_sub(1).filter(|last| *last >= span.start)?;
        Some(of(span.start)?..of(last)? + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::query::QueryKind;
    use crate::text::forms::Level;

    /// Returns the hits of a query as pieces of the text. In `source`, ruby is written `{漢字|かんじ}` and a
    /// note reference `<1>`.
    fn find_texts(source: &str, query: &str) -> Vec<String> {
        let (mut text, mut marks) = (String::new(), Vec::new());
        let mut start = 0;
        let mut base = 0;
        for c in source.chars() {
            let end = text.len() as u32;
            match c {
                '{' | '<' => start = end,
                '|' => {
                    base = end - start;
                    text.push('（');
                }
                '}' => {
                    text.push('）');
                    marks.push((start..text.len() as u32, Mark::Ruby { base }));
                }
                '>' => marks.push((start..end, Mark::NoteRef(String::new()))),
                c => text.push(c),
            }
        }
        let query = Query::parse(query, Level::Variants, QueryKind::Literal).unwrap();
        let hits = hits(&query, TextLang::Ja, &text, &marks);
        assert!(hits.is_sorted_by_key(|hit| hit.start));
        let words = |hit: &Range<u32>| {
            let pieces =
                AnnotatedText::new(&text, &marks).visible_ranges(&query, TextLang::Ja, hit);
            assert_eq!(pieces.first().unwrap().start, hit.start);
            assert_eq!(pieces.last().unwrap().end, hit.end);
            let part = |piece: &Range<u32>| text.get(piece.start as usize..piece.end as usize);
            pieces.iter().filter_map(part).collect::<Vec<_>>().join("|")
        };
        hits.iter().map(words).collect()
    }

    #[test]
    fn a_hit_goes_past_readings_and_signs_and_leaves_them_out() {
        let source = "{漢字|かんじ}を{読|よ}む。山{路|みち}<1>を行く";
        for (query, want) in [
            ("漢字を", vec!["漢字|を"]),
            ("字を読む", vec!["字|を読|む"]),
            ("漢字", vec!["漢字"]),
            ("を", vec!["を", "を"]),
            ("山路を", vec!["山路|を"]),
            // As read.
            ("かんじ", vec!["かんじ"]),
            ("んじをよむ", vec!["んじ|を|よ|む"]),
            ("みちを", vec!["みち|を"]),
            // As set.
            ("漢字（かんじ）を", vec!["漢字（かんじ）を"]),
            ("じ）を", vec!["じ）を"]),
            ("）1を", vec!["）1を"]),
            ("1", vec!["1"]),
            // Texts that are not there.
            ("（", vec![]),
            ("）を", vec![]),
            ("漢字か", vec![]),
            ("漢かんじ", vec![]),
        ] {
            assert_eq!(find_texts(source, query), want, "{query}");
        }
    }

    #[test]
    fn readings_of_single_characters_are_one_word() {
        let source = "{東|とう}{京|きょう}へ";
        assert_eq!(find_texts(source, "とうきょう"), ["とう|きょう"]);
        assert_eq!(find_texts(source, "東京へ"), ["東|京|へ"]);
        assert_eq!(find_texts(source, "うきょうへ"), ["う|きょう|へ"]);
        assert!(find_texts(source, "東きょう").is_empty());
    }

    #[test]
    fn parentheses_of_the_text_itself_are_found() {
        assert_eq!(find_texts("（{東|とう}）", "（"), ["（"]);
        assert_eq!(find_texts("（{東|とう}）", "（東）"), ["（東|）"]);
        assert_eq!(find_texts("東（とう）", "（とう"), ["（とう"]);
    }
}
