//! What can be said of a document: how long it is, how much is left, what is known of it.

use crate::app::reading::view_switch::is_article_view;
use crate::app::state::{OpenSheet, State};
use crate::doc::{DetectionConfidence, Document, EncodingInfo, Metadata, Outline, Pos, TocEntry};
use crate::lang::plural;
use crate::text::char_count::count_characters;
use crate::text::script::TextLang;
use crate::text::units::Fraction;
use crate::ui::sheet::SheetLine;

/// Bytes of a section that are counted to learn how dense its text is.
const DENSITY_SAMPLE_BYTES: u64 = 24 << 10;

/// How many 字 a byte of the text is. It is learnt from the beginning of the part the reader is in,
/// so that what is left of a short part is exact at its beginning, and nothing large is ever counted.
#[derive(Clone, Debug, Default)]
pub struct CharDensity {
    part_density: Option<(Pos, f64)>,
}

/// The part of the document a reader wants to finish: an essay, a chapter, or the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadingPart {
    /// Its heading.
    pub heading: Option<usize>,
    /// Where it starts.
    pub start: Pos,
    /// Where it ends; `None` at the end of the document.
    pub end: Option<Pos>,
}

/// Longest part, in bytes, that is finished at one sitting; of a longer one its sections are taken.
const MAX_PART_BYTES: f64 = 96.0 * 1024.0;

/// Bytes of a part that is nothing but its heading.
const MAX_HEADING_PART_BYTES: f64 = 256.0;
/// Levels below that of essays or chapters that are looked at for shorter parts.
const MAX_PART_EXTRA_LEVELS: u8 = 4;

/// The part `here` is in. `level` is that of essays or chapters; where these are whole books, a part is
/// what stands below them.
pub fn part_at(doc: &dyn Document, outline: &Outline, level: u8, here: Pos) -> ReadingPart {
    let mut part = part_at_level(doc, outline, level, here);
    for level in level.saturating_add(1)..=level.saturating_add(MAX_PART_EXTRA_LEVELS) {
        if bytes_between(doc, part.start, part.end) <= MAX_PART_BYTES {
            break;
        }
        part = part_at_level(doc, outline, level, here);
    }
    // A heading right above the first section below it is read together with that section.
    match part.end {
        Some(end) if bytes_between(doc, part.start, part.end) < MAX_HEADING_PART_BYTES => {
            ReadingPart {
                end: part_at_level(
                    doc,
                    outline,
                    level.saturating_add(MAX_PART_EXTRA_LEVELS),
                    end,
                )
                .end,
                ..part
            }
        }
        _ => part,
    }
}

fn part_at_level(doc: &dyn Document, outline: &Outline, level: u8, here: Pos) -> ReadingPart {
    let headings = &outline.headings;
    let is_top = |i: &usize| {
        headings
            .get(*i)
            .is_some_and(|heading| heading.level <= level)
    };
    let pos = |i: usize| headings.get(i).map(|heading| heading.pos);
    let next = outline.index_at(here).map_or(0, |i| i + 1);
    let heading = (0..next).rev().find(is_top);
    let end = (next..headings.len()).find(is_top);
    ReadingPart {
        heading,
        start: heading.and_then(pos).unwrap_or_else(|| doc.first()),
        end: end.and_then(pos),
    }
}

/// Bytes between two places, by the share of the whole.
fn bytes_between(doc: &dyn Document, from: Pos, to: Option<Pos>) -> f64 {
    let end = to.map_or(1.0, |pos| doc.fraction(pos).get());
    (end - doc.fraction(from).get()).max(0.0) * doc.len() as f64
}

impl CharDensity {
    /// Forgets what was learnt: the document or its outline is another.
    pub fn forget(&mut self) {
        self.part_density = None;
    }

    /// 字 left from `here` to the end of its part.
    pub fn chars_left(&mut self, doc: &dyn Document, part: ReadingPart, here: Pos) -> u64 {
        let density = match self.part_density {
            Some((start, density)) if start == part.start => density,
            _ => {
                let density = density(doc, part);
                self.part_density = Some((part.start, density));
                density
            }
        };
        (bytes_between(doc, here, part.end) * density).round() as u64
    }
}

/// 字 a byte in the first part of a stretch of text.
fn density(doc: &dyn Document, part: ReadingPart) -> f64 {
    let mut pos = part.start;
    let mut counted = 0;
    loop {
        counted += count_characters(&doc.block_at(pos).text);
        let next = doc.next(pos);
        let end = next.filter(|next| part.end.is_none_or(|end| *next < end));
        let walked = bytes_between(doc, part.start, end.or(part.end));
        match end {
            Some(next) if walked < DENSITY_SAMPLE_BYTES as f64 => pos = next,
            _ => return counted as f64 / walked.max(1.0),
        }
    }
}

/// Places of a long document at which it is weighed.
const DENSITY_SAMPLE_COUNT: u32 = 8;

/// 字 of the whole document, by samples: its beginning says little of a book that begins with markup.
fn estimate_chars(doc: &dyn Document, whole: ReadingPart) -> u64 {
    if doc.len() <= DENSITY_SAMPLE_BYTES * u64::from(DENSITY_SAMPLE_COUNT) {
        return CharDensity::default().chars_left(doc, whole, whole.start);
    }
    let densities = (0..DENSITY_SAMPLE_COUNT).map(|place| {
        let share = (f64::from(place) + 0.5) / f64::from(DENSITY_SAMPLE_COUNT);
        let start = doc.pos_at(Fraction::from_percent(share * 100.0));
        density(doc, ReadingPart { start, ..whole })
    });
    let mean = densities.sum::<f64>() / f64::from(DENSITY_SAMPLE_COUNT);
    (doc.len() as f64 * mean).round() as u64
}

/// Minutes to read so many 字, at least one for anything.
pub fn reading_minutes(zi: u64, speed: u32) -> u64 {
    zi.div_ceil(u64::from(speed.max(1)))
}

/// The sheet about the document.
pub fn info_sheet(state: &State) -> OpenSheet {
    let lang = state.appearance.lang;
    let doc = &*state.reader.doc;
    let outline = &state.reader.outline;
    let mut lines = Vec::new();
    let mut say = |zh: &str, en: &str, value: String| {
        let pair = SheetLine::Pair(lang.pick(zh, en).to_owned(), value.clone());
        if !value.is_empty() && !lines.contains(&pair) {
            lines.push(pair);
        }
    };
    say("题名", "title", doc.title());
    say("文件", "file", state.path.clone());
    let file = doc.file(state.reader.anchor());
    say("所在文件", "in file", file.unwrap_or_default());
    for Metadata { name, value } in doc.metadata(state.reader.anchor()) {
        say(name.zh, name.en, value.get(lang).to_owned());
    }
    let heading = state.part.and_then(|part| part.heading);
    if let Some(heading) = heading.and_then(|i| outline.headings.get(i)) {
        say("所在篇章", "in", heading.title.to_string());
        if let Some(entry) = &heading.entry {
            add_entry_rows(entry, &mut say, lang.pick("节选", "excerpt"));
        }
    }
    let whole = ReadingPart {
        heading: None,
        start: doc.first(),
        end: None,
    };
    let zi = estimate_chars(doc, whole);
    let time = reading_minutes(zi, state.appearance.speed);
    say(
        "长度",
        "length",
        lang.pick(
            format!("约 {} 字，{time} 分钟", group_thousands(zi)),
            format!("about {} characters, {time} min", group_thousands(zi)),
        ),
    );
    say("大小", "size", format!("{} B", group_thousands(doc.len())));
    say(
        "目录",
        "outline",
        lang.pick(
            format!("{} 项", outline.headings.len()),
            format!(
                "{} {}",
                outline.headings.len(),
                plural(outline.headings.len() as u64, "section", "sections")
            ),
        ),
    );
    say(
        "读到",
        "read",
        format!("{:.1}%", state.reader.progress().get() * 100.0),
    );
    say("语言", "text", language_text(state).to_owned());
    say("编码", "encoding", encoding_text(state));
    say("宽度", "widths", widths_text(state));
    say("隐藏", "hidden", hidden_lines_text(state));
    if is_article_view(&*state.reader.doc) {
        let words = lang.pick(
            "只有正文（:article 看整页）",
            "the article alone (:article shows the page)",
        );
        say("显示", "shown", words.to_owned());
    }
    let notices: Vec<String> = state
        .start_notices
        .iter()
        .chain(&doc.problems())
        .map(|n| n.get(lang).to_owned())
        .collect();
    for notice in notices {
        say("注意", "notice", notice);
    }
    OpenSheet {
        title: lang.pick("关于这篇文字", "About this document").to_owned(),
        lines,
        top: 0,
    }
}

fn add_entry_rows(entry: &TocEntry, say: &mut dyn FnMut(&str, &str, String), excerpt: &str) {
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    say("作者", "author", text(&entry.author));
    say("日期", "date", text(&entry.date));
    say("关键词", "key words", text(&entry.keywords));
    say("摘要", "summary", text(&entry.summary));
    if entry.excerpt {
        say("说明", "note", excerpt.to_owned());
    }
}

fn language_text(state: &State) -> &'static str {
    let (zh, en) = match state.reader.doc.lang() {
        TextLang::Hans => ("简体中文", "Chinese (simplified)"),
        TextLang::Hant => ("繁体中文", "Chinese (traditional)"),
        TextLang::Ja => ("日文", "Japanese"),
        TextLang::Ko => ("韩文", "Korean"),
        TextLang::Other => ("西文", "Latin and others"),
    };
    state.appearance.lang.pick(zh, en)
}

fn encoding_text(state: &State) -> String {
    let Some(EncodingInfo {
        name,
        confidence: certainty,
    }) = state.encoding()
    else {
        return String::new();
    };
    let lang = state.appearance.lang;
    match certainty {
        DetectionConfidence::Certain => name.to_owned(),
        DetectionConfidence::Likely => format!("{name}{}", lang.pick("（推测）", " (guessed)")),
        DetectionConfidence::Uncertain => {
            let remark = lang.pick("（没有把握，:enc 可改）", " (unsure; :enc corrects it)");
            format!("{name}{remark}")
        }
    }
}

/// How many lines are hidden; nothing of a text without.
fn hidden_lines_text(state: &State) -> String {
    let reader = &state.reader;
    match (
        &state.reading_view,
        reader.doc.hidden_lines(reader.anchor()),
    ) {
        (None, count @ 1..) => {
            let lines = plural(count, "line (O shows it)", "lines (O shows them)");
            let count = group_thousands(count);
            let lang = state.appearance.lang;
            lang.pick(
                format!("{count} 行（O 看原样）"),
                format!("{count} {lines}"),
            )
        }
        _ => String::new(),
    }
}

fn widths_text(state: &State) -> String {
    let lang = state.appearance.lang;
    let used = state.appearance.widths_notice();
    let used = used.get(lang);
    let source = if state.appearance.is_ambiguous_set() {
        lang.pick("已指定", "as asked for")
    } else if state.terminal_facts.ambiguous.is_some() {
        lang.pick("终端所答", "as the terminal says")
    } else {
        lang.pick("终端未答", "the terminal has not said")
    };
    lang.pick(format!("{used}（{source}）"), format!("{used} ({source})"))
}

/// A number with its thousands parted.
pub fn group_thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted_and_time_is_rounded_up() {
        for (number, want) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (1234567, "1,234,567"),
        ] {
            assert_eq!(group_thousands(number), want);
        }
        assert_eq!(
            (
                reading_minutes(0, 400),
                reading_minutes(1, 400),
                reading_minutes(400, 400),
                reading_minutes(401, 0)
            ),
            (0, 1, 1, 401)
        );
    }
}
