//! Parser of 青空文庫 annotations: `［＃…］`.

use super::{jis_x_0213, kanbun};
use crate::doc::Mark;
use crate::formats::blocks::sub_sup::SubSup;
use std::borrow::Cow;

/// An instruction of an annotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Annotation<'t> {
    /// Indents the line by this many characters.
    Indent(u16),
    /// Indents the following lines.
    IndentStart(u16),
    IndentEnd,
    /// Sets the line flush right, this many characters from the edge.
    FlushRight(u16),
    /// Sets the following lines flush right.
    FlushRightStart(u16),
    FlushRightEnd,
    /// Makes the line a heading.
    Heading(u8),
    /// Makes the following lines a heading.
    HeadingStart(u8),
    HeadingEnd,
    /// A run-in heading within a line (同行見出し, 窓見出し): the words before the annotation, or the words up to the end
    /// annotation.
    RunInHeading(&'t str, u8),
    RunInStart(u8),
    RunInEnd,
    /// A run-in heading of this level at the start of the line.
    RunInLevel(u8),
    /// Raises or lowers the words before the annotation.
    SubSup(&'t str, SubSup),
    /// Kanbun marks.
    Kanbun(String),
    /// Begins a new page.
    NewPage,
    /// Marks the words before the annotation, or the words up to the end annotation.
    Mark(&'t str, Mark),
    MarkStart(Mark),
    MarkEnd(Mark),
    /// The start and end of a remark in small letters.
    RemarkStart,
    RemarkEnd,
    /// Text on the other side of the words before the annotation.
    SideText(&'t str),
    /// A picture with this description.
    Image(&'t str),
    /// Any other annotation: typography of the book, findings of its editors.
    Other,
}

const HEADINGS: [(&str, u8); 3] = [("大見出し", 2), ("中見出し", 3), ("小見出し", 4)];

/// Returns the levels of headings that a text may have by its annotations, ascending.
pub(super) fn heading_levels(text: &str) -> Vec<u8> {
    let has = |name: &str| memchr::memmem::find(text.as_bytes(), name.as_bytes()).is_some();
    let found = HEADINGS.iter().filter(|(name, _)| has(name));
    found.map(|(_, level)| *level).collect()
}

/// Parses the body of an annotation.
pub(crate) fn parse(note: &str) -> Annotation<'_> {
    if let Some(about) = target_annotation(note) {
        return about;
    }
    if matches!(note, "改ページ" | "改丁" | "改段" | "改見開き") {
        return Annotation::NewPage;
    }
    if let Some(marks) = kanbun::marks(note) {
        return Annotation::Kanbun(marks);
    }
    if let Some((_, level)) = HEADINGS.iter().find(|(name, _)| note.contains(name)) {
        return match note {
            _ if is_run_in_heading(note) && note.ends_with("終わり") => Annotation::RunInEnd,
            _ if is_run_in_heading(note) => Annotation::RunInStart(*level),
            _ if note.ends_with("終わり") && note.starts_with("ここで") => {
                Annotation::HeadingEnd
            }
            // The end annotation is on the line of the heading.
            _ if note.ends_with("終わり") => Annotation::Other,
            _ if note.starts_with("ここから") => Annotation::HeadingStart(*level),
            _ => Annotation::Heading(*level),
        };
    }
    if note.ends_with("字下げ終わり") {
        return Annotation::IndentEnd;
    }
    if let Some(at_right) = flush_right(note) {
        return at_right;
    }
    if note.ends_with("割り注") {
        return Annotation::RemarkStart;
    }
    if note.ends_with("割り注終わり") {
        return Annotation::RemarkEnd;
    }
    if note.contains("字下げ") && !note.contains("地から") {
        let cells = first_number(note);
        return if note.starts_with("ここから") {
            Annotation::IndentStart(cells)
        } else {
            Annotation::Indent(cells)
        };
    }
    if let Some(picture) = note
        .strip_suffix("入る")
        .and_then(|note| note.split('（').next())
    {
        return Annotation::Image(image_description(picture));
    }
    let (name, ends) = match note.strip_suffix("終わり") {
        Some(name) => (name, true),
        None => (note, false),
    };
    if let Some(words) = left_side_annotation(name).filter(|_| ends) {
        return Annotation::SideText(words);
    }
    let name = name
        .trim_start_matches("ここから")
        .trim_start_matches("ここで");
    match emphasis_mark(name) {
        Some(mark) if ends => Annotation::MarkEnd(mark),
        Some(mark) => Annotation::MarkStart(mark),
        None => Annotation::Other,
    }
}

/// Parses an annotation of flush-right lines: 地付き, 地から１字上げ.
fn flush_right(note: &str) -> Option<Annotation<'static>> {
    if matches!(note, "ここで地付き終わり" | "ここで字上げ終わり") {
        return Some(Annotation::FlushRightEnd);
    }
    let is_first = !note.starts_with("ここから");
    let what = note.trim_start_matches("ここから");
    let is_such = what == "地付き" || what.starts_with("地から") && what.ends_with("字上げ");
    is_such.then(|| match (first_number(what), is_first) {
        (behind, true) => Annotation::FlushRight(behind),
        (behind, false) => Annotation::FlushRightStart(behind),
    })
}

/// Returns the description of a picture: its caption if it has one, empty for a mere "picture".
fn image_description(picture: &str) -> &str {
    let caption = picture
        .split_once("」のキャプション付きの")
        .and_then(|(caption, _)| caption.strip_prefix('「'));
    caption.unwrap_or(match picture {
        "図" | "挿絵" | "写真" => "",
        _ => picture,
    })
}

/// Parses an annotation that quotes its words: 「…」に傍点, 「…」は大見出し.
fn target_annotation(note: &str) -> Option<Annotation<'_>> {
    let inner = note.strip_prefix('「')?;
    let beside = ["」のルビ", "」の注記"]
        .iter()
        .find_map(|end| inner.strip_suffix(end));
    if let Some((_, words)) = beside.and_then(|inner| inner.rsplit_once("に「")) {
        return Some(Annotation::SideText(words));
    }
    let (words, what) = ["」に", "」は"].iter().find_map(|joint| {
        let at = inner.rfind(joint)?;
        Some((inner.get(..at)?, inner.get(at + joint.len()..)?))
    })?;
    if let Some((_, level)) = HEADINGS.iter().find(|(name, _)| what.ends_with(name)) {
        return Some(if is_run_in_heading(what) {
            Annotation::RunInHeading(words, *level)
        } else {
            Annotation::Heading(*level)
        });
    }
    match what {
        "上付き小文字" => return Some(Annotation::SubSup(words, SubSup::Superscript)),
        "下付き小文字" => return Some(Annotation::SubSup(words, SubSup::Subscript)),
        _ => {}
    }
    emphasis_mark(what.trim_start_matches("左")).map(|mark| Annotation::Mark(words, mark))
}

/// Returns the text beside words whose start annotation came before: （左に）「…」のルビ付き, 「…」の注記付き.
fn left_side_annotation(name: &str) -> Option<&str> {
    let inner = name.trim_start_matches("左に").strip_prefix('「')?;
    ["」のルビ付き", "」の注記付き"]
        .iter()
        .find_map(|end| inner.strip_suffix(end))
}

/// Returns whether a heading shares its line with the text after it.
fn is_run_in_heading(what: &str) -> bool {
    what.starts_with("同行") || what.starts_with("窓")
}

/// Returns the mark of a kind of emphasis.
fn emphasis_mark(name: &str) -> Option<Mark> {
    let emphasis = ["傍線", "鎖線", "破線", "波線"];
    if name.ends_with("傍点") {
        Some(Mark::EmphasisDots)
    } else if emphasis.iter().any(|end| name.ends_with(end)) || name == "斜体" {
        Some(Mark::Emphasis)
    } else if name == "太字" {
        Some(Mark::Strong)
    } else {
        None
    }
}

/// Returns the first number of an annotation, of at most two digits; 0 if there is no number.
fn first_number(note: &str) -> u16 {
    let digits: String = note
        .chars()
        .skip_while(|c| ascii_digit(*c).is_none())
        .map_while(ascii_digit)
        .take(2)
        .collect();
    digits.parse().unwrap_or(0)
}

fn ascii_digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(c as u32 - 0xFEE0),
        _ => None,
    }
}

/// Returns the character that an annotation after ※ describes: by its number in Unicode or in JIS X 0213, or by its
/// name.
pub(crate) fn gaiji(note: &str) -> Option<Cow<'static, str>> {
    let parts = || note.rsplit(['、', '，']).map(str::trim);
    let unicode = parts().find_map(|part| {
        let code = part
            .strip_prefix("U+")
            .or_else(|| part.strip_prefix("u+"))?;
        let code = code.split(|c: char| !c.is_ascii_hexdigit()).next()?;
        char::from_u32(u32::from_str_radix(code, 16).ok()?).filter(|c| !c.is_control())
    });
    if let Some(c) = unicode {
        return Some(Cow::Owned(c.to_string()));
    }
    let place = parts().find_map(|part| {
        let numbers =
            part.trim_start_matches(|c: char| !c.is_ascii_digit() && ascii_digit(c).is_none());
        let numbers = numbers.strip_prefix("第").unwrap_or(numbers);
        let numbers = numbers
            .split_once("水準")
            .map_or(numbers, |(_, numbers)| numbers);
        let mut numbers = numbers.split('-').map(|number| number.parse::<u8>().ok());
        let place = (numbers.next()??, numbers.next()??, numbers.next()??);
        numbers.next().is_none().then_some(place)
    });
    if let Some(c) = place.and_then(|(plane, row, cell)| jis_x_0213::character(plane, row, cell)) {
        return Some(c);
    }
    let small = ["小書き平仮名", "小書き片仮名"]
        .iter()
        .find_map(|kind| note.strip_prefix(kind)?.chars().next());
    small.map(|c| Cow::Owned(c.to_string()))
}
