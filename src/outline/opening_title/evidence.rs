//! Words of titles, and of lines that are no titles.

use super::opening_line::OpeningLine;
use crate::outline::headings::{is_self_evident, is_toc_heading};
use crate::outline::numbering::{is_unit, parse_marker};
use crate::outline::similar::LineKind;
use crate::outline::word_lists::{WordList, word_list};
use crate::text::blank::is_blank;
use crate::text::numerals;
use crate::text::salutation::is_salutation;
use crate::text::script::{is_han, is_hangul};
use crate::text::sentence::ends_sentence;

/// Marks between the names of several people.
const NAME_MARKS: [char; 5] = ['，', ',', '、', '；', '・'];
/// Labels of the subject of a letter.
const SUBJECT_LABELS: [&str; 4] = ["件名", "제목", "主旨", "主题"];
/// Ends of lines that address somebody.
const ADDRESSEE_ENDS: [&str; 9] = [
    "様", "殿", "御中", "各位", "귀하", "귀중", "님께", "니께", "에게",
];
/// Longest label of a line with a value, in characters: 联系电话, 参会人员.
const MAX_ROW_LABEL_CHARS: usize = 6;
/// Longest name in Han, in characters.
const MAX_NAME_CHARS: usize = 4;

/// Longest title, in characters.
const MAX_TITLE_CHARS: usize = 40;
/// Longest label before a colon, in characters: 作者：, 来源：.
const MAX_LABEL_CHARS: usize = 4;
/// Longest name of an author with its label, in characters.
const MAX_AUTHOR_CHARS: usize = 30;
/// Least digits of the number of a telephone.
const MIN_TELEPHONE_DIGIT_COUNT: usize = 7;
/// Longest list of the places where authors work, in characters.
const MAX_AFFILIATION_CHARS: usize = 140;
/// Longest line of a red head, in characters.
const MAX_HEAD_CHARS: usize = 40;
/// Least characters of a title that ends in a type of one character: 刑法 has two, but so has 办法.
const MIN_TYPED_CHARS: usize = 4;
/// Longest remark in brackets below a title, in characters.
const MAX_REMARK_CHARS: usize = 60;

/// Types of official documents, at the end of 关于….
static OFFICIAL_ENDS: WordList = WordList::new(|| word_list("official_ends"));
/// Types of documents, at the end of their titles.
static TITLE_ENDS: WordList = WordList::new(|| word_list("title_ends"));
/// Words with the endings of document types that name no document: 方法, 语法.
static NO_TITLE_ENDS: WordList = WordList::new(|| word_list("no_title_ends"));
/// Words of lines that are no titles: of a site, a publisher, a journal.
static NO_TITLE_WORDS: WordList = WordList::new(|| word_list("no_title_words"));
static SURNAMES: WordList = WordList::new(|| word_list("surnames"));
static JAPANESE_SENTENCE_ENDS: WordList = WordList::new(|| word_list("japanese_sentence_endings"));
static TITLE_LABELS: WordList = WordList::new(|| word_list("title_labels"));
static AUTHOR_LABELS: WordList = WordList::new(|| word_list("author_labels"));
static AUTHOR_ENDS: WordList = WordList::new(|| word_list("author_ends"));
/// Beginnings of lines that name a reporter or a speaker.
static BYLINE_STARTS: WordList = WordList::new(|| word_list("byline_starts"));
/// Words with which a letter addresses its reader.
static ADDRESSEES: WordList = WordList::new(|| word_list("addressees"));
static SUMMARY_LABELS: WordList = WordList::new(|| word_list("summary_labels"));
/// Words after which a title follows its office: 关于.
static ABOUT_WORDS: WordList = WordList::new(|| word_list("about_words"));

/// Returns words without the pair of marks around all of them: 《雪夜》.
pub(super) fn without_pair(words: &str) -> &str {
    let pairs = [('《', '》'), ('『', '』'), ('【', '】'), ('〈', '〉')];
    let inner = pairs.iter().find_map(|(open, close)| {
        let inner = words.strip_prefix(*open)?.strip_suffix(*close)?;
        (!inner.contains([*open, *close])).then_some(inner.trim())
    });
    inner.unwrap_or(words)
}

/// Returns the text after the first label of `labels` and its colon.
fn after_label<'w>(words: &'w str, labels: &[&str]) -> Option<&'w str> {
    let (label, rest) = words.split_once(['：', ':'])?;
    let label: String = label.chars().filter(|c| !is_blank(*c)).collect();
    let label = label.trim_matches(['【', '】', '[', ']', '［', '］']);
    labels.contains(&label).then(|| rest.trim())
}

/// Returns the title that a line names by a label or before the label of the author: 书名：…, 《…》作者：….
pub(super) fn labelled_title(words: &str) -> Option<&str> {
    let is_short = |title: &&str| (1..=MAX_TITLE_CHARS).contains(&title.chars().count());
    if let Some(title) = after_label(words, &TITLE_LABELS) {
        return Some(without_pair(title)).filter(is_short);
    }
    let (title, rest) = words.strip_prefix('《')?.split_once('》')?;
    let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    let author = AUTHOR_LABELS.iter().any(|label| {
        rest.strip_prefix(*label)
            .is_some_and(|rest| rest.trim_start().starts_with(['：', ':']))
    });
    Some(title.trim()).filter(is_short).filter(|_| author)
}

/// Returns whether a line above the title belongs to the head of an office: its name, the number of the document, who
/// signed.
pub(super) fn is_red_head(words: &str) -> bool {
    words.chars().count() <= MAX_HEAD_CHARS
        && !ends_sentence(words)
        && !words.ends_with(['：', ':', '，', '；', '、'])
        && !words.contains(['。', '，', '；', '“', '「'])
        && LineKind::from_number(words).is_none()
}

/// Returns whether words are the title of an official document: 关于…的通知.
pub(super) fn ends_official(words: &str) -> bool {
    let core = without_remark(words);
    let has_about = ABOUT_WORDS.iter().any(|word| core.contains(word));
    has_about
        && words.starts_with(|c: char| c.is_alphanumeric() || "《〈「『“（(〔○〇◯".contains(c))
        && !words.contains(['。', '；', '“', '？', '！'])
        && !is_self_evident(words)
        && OFFICIAL_ENDS.iter().any(|end| core.ends_with(end))
}

/// Returns words without a remark in brackets at their end: （试行）, (案).
fn without_remark(words: &str) -> &str {
    let Some(inner) = words.strip_suffix(['）', ')']) else {
        return words;
    };
    let at = inner.rfind(['（', '(']).filter(|at| *at > 0);
    at.and_then(|at| inner.get(..at))
        .unwrap_or(words)
        .trim_end()
}

/// Returns whether words end with a type of document: 房屋租赁合同, 事業計画（案）.
pub(super) fn has_document_type(words: &str) -> bool {
    let joined: String = without_remark(words)
        .chars()
        .filter(|c| !is_blank(*c))
        .collect();
    let is_known = |end: &&&str| {
        let is_long = end.chars().count() > 1 || joined.chars().count() >= MIN_TYPED_CHARS;
        is_long && joined.ends_with(**end)
    };
    TITLE_ENDS.iter().any(|end| is_known(&end))
        && !NO_TITLE_ENDS.iter().any(|end| joined.ends_with(end))
}

/// Returns whether a line names the author: 作者：张小河, 夏目漱石　著, 김하늘 장편소설.
pub(super) fn is_author(words: &str) -> bool {
    if words.chars().count() > MAX_AUTHOR_CHARS || words.contains(['。', '；', '！', '？']) {
        return false;
    }
    if after_label(words, &AUTHOR_LABELS).is_some_and(|name| !name.is_empty()) {
        return true;
    }
    let last = words.rsplit(is_blank).next().unwrap_or(words);
    let signed = last.strip_suffix(['著', '撰', '譯', '译', '訳']);
    if signed.is_some_and(is_han_name) {
        return true;
    }
    let parts = words.rsplit_once(is_blank);
    parts.is_some_and(|(name, end)| {
        let is_name = !name.trim().is_empty() && !name.contains(['，', '、', '：', '“']);
        is_name && AUTHOR_ENDS.contains(&end)
    })
}

/// Returns whether words are as long as a name in Han or Hangul: 李漁, 김하늘.
fn is_han_name(words: &str) -> bool {
    (2..=MAX_NAME_CHARS).contains(&words.chars().count())
        && words.chars().all(|c| is_han(c) || is_hangul(c))
}

/// Returns whether a line is the names of the authors, which may be spaced or have the numbers of notes: 张 大 河,
/// 张文彬1，刘思源1,2*.
fn are_names(words: &str) -> bool {
    let people = words.split(NAME_MARKS);
    let is_note = |person: &str| person.chars().all(|c| c.is_ascii_digit() || c == '*');
    let mut people = people
        .enumerate()
        .filter(|(at, person)| *at == 0 || !is_note(person.trim()))
        .map(|(_, person)| person)
        .peekable();
    let is_name = |part: &str| is_han_name(part.trim_end_matches(|c: char| !c.is_alphabetic()));
    people.peek().is_some()
        && people.all(|person| {
            let joined: String = person.chars().filter(|c| !is_blank(*c)).collect();
            let mut parts = person.split(is_blank).filter(|part| !part.is_empty());
            is_name(&joined) || parts.all(is_name) && !joined.is_empty()
        })
}

/// Returns whether a line is the names of several authors, or one with the number of a note.
pub(super) fn are_authors(words: &str) -> bool {
    let has_sign = words.contains(NAME_MARKS);
    (has_sign || words.ends_with(|c: char| c.is_ascii_digit() || c == '*')) && are_names(words)
}

/// Returns whether a line is one name in parts with a blank between: 林　间, 赤井　清. Words whose letters are set apart are not: 目　次.
pub(super) fn is_spaced_name(words: &str) -> bool {
    let joined: String = words.chars().filter(|c| !is_blank(*c)).collect();
    let is_person = has_surname(words) || joined.chars().count() > 2;
    joined.len() < words.len()
        && is_person
        && is_han_name(&joined)
        && !is_toc_heading(words)
        && !is_chapter(&joined)
}

fn has_surname(words: &str) -> bool {
    SURNAMES.iter().any(|surname| words.starts_with(surname))
}

/// Returns whether a line is the subject of a letter: 件名：….
pub(super) fn is_subject(words: &str) -> bool {
    after_label(words, &SUBJECT_LABELS).is_some()
}

/// Returns whether a line is a short label with a value: 时间：三月五日.
pub(super) fn is_label_row(words: &str) -> bool {
    words.split_once(['：', ':']).is_some_and(|(label, value)| {
        let letters = label.chars().filter(|c| !is_blank(*c));
        (1..=MAX_ROW_LABEL_CHARS).contains(&letters.count())
            && !value.trim().is_empty()
            && !label.ends_with(char::is_numeric)
            && !is_author(words)
    })
}

/// Returns whether a line addresses a person or a company, as the head of a letter does: 佐藤様, 株式会社北国　御中.
pub(super) fn is_addressee(words: &str) -> bool {
    ADDRESSEE_ENDS.iter().any(|end| words.ends_with(end))
}

/// Returns whether a line is the number of an official document: 山办发〔2026〕12号.
fn is_document_number(words: &str) -> bool {
    let is_year = |words: &str| words.len() == 4 && words.chars().all(|c| c.is_ascii_digit());
    let parts: Vec<&str> = words
        .split(['〔', '〕', '［', '］', '[', ']', '（', '）', '(', ')'])
        .collect();
    match parts.as_slice() {
        [_, year, number] => is_year(year) && number.ends_with(['号', '號', '期']),
        _ => false,
    }
}

/// Returns whether a line is a day.
pub(super) fn is_date(words: &str) -> bool {
    LineKind::of(words) == Some(LineKind::Date)
}

/// Returns whether a line begins with the number of an item.
pub(super) fn is_numbered(words: &str) -> bool {
    LineKind::from_number(words).is_some()
}

/// Returns whether a line begins with the word for a reporter.
pub(super) fn is_reporter(words: &str) -> bool {
    words.chars().count() <= MAX_AUTHOR_CHARS
        && BYLINE_STARTS.iter().any(|start| words.starts_with(start))
}

/// Returns whether words have the number of a telephone or a day, or address somebody: 今日要闻 2024年3月5日 星期二, 妈妈.
fn names_day_or_reader(words: &str) -> bool {
    let mut run = 0;
    let has_long_number = words.chars().any(|c| {
        run = if c.is_ascii_digit() { run + 1 } else { 0 };
        run >= MIN_TELEPHONE_DIGIT_COUNT
    });
    let has_day = words.split('月').skip(1).any(|after| {
        let rest =
            after.trim_start_matches(|c: char| is_blank(c) || numerals::digit_value(c).is_some());
        rest.len() < after.len() && rest.starts_with(['日', '号'])
    });
    has_long_number || has_day || ADDRESSEES.contains(&words)
}

/// Returns whether a line below a title gives its author: a label, a reporter, or names with an empty line below them.
pub(super) fn is_byline(line: &OpeningLine) -> bool {
    let words = line.words.as_str();
    let is_short = words.chars().count() <= MAX_AUTHOR_CHARS && !ends_sentence(words);
    let is_reporter = is_reporter(words);
    let is_affiliation = words.starts_with(['（', '(']) && words.ends_with(['）', ')']);
    // Japanese surnames are too many to list.
    let is_person = line.is_japanese || has_surname(words) || is_spaced_name(words);
    let is_named = line.is_before_blank && is_person && are_names(words);
    is_short && (is_reporter || is_named && !is_toc_heading(words) || are_authors(words))
        || is_affiliation && words.chars().count() <= MAX_AFFILIATION_CHARS
}

/// Returns whether a line is a subtitle: ——基于川北三县的田野调查.
pub(super) fn is_subtitle(words: &str) -> bool {
    ["——", "──", "－－", "--", "―"]
        .iter()
        .any(|dash| words.starts_with(dash))
}

/// Returns whether words name a volume: 農桑輯略卷之上.
fn ends_with_volume(words: &str) -> bool {
    let core = words.trim_end_matches(|c: char| {
        numerals::is_numeral_char(c) || numerals::digit_value(c).is_some() || "上中下".contains(c)
    });
    let core_len = core.len();
    core_len < words.len() && core.trim_end_matches(['之', '第']).ends_with(['卷', '巻'])
}

/// Returns whether a line is the first number of a series alone on its line: 一.
pub(super) fn is_first_number(words: &str) -> bool {
    numerals::parse(words.trim_matches(['（', '）', '(', ')', '、', '.'])) == Some(1)
}

/// Returns whether a line begins the summary of a paper.
pub(super) fn is_summary(words: &str) -> bool {
    let mut joined: String = words.chars().filter(|c| !is_blank(*c)).take(24).collect();
    joined.make_ascii_lowercase();
    let joined = joined.trim_start_matches(['【', '[', '［', '〔', '（', '<', '＜']);
    SUMMARY_LABELS.iter().any(|label| {
        joined
            .strip_prefix(*label)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric) || joined.is_ascii())
    })
}

/// Returns whether a line is the heading of a chapter or article, or a word such as 楔子.
pub(super) fn is_chapter(words: &str) -> bool {
    let words = words.strip_prefix("正文").unwrap_or(words).trim_start();
    if words.chars().count() > MAX_TITLE_CHARS {
        return parse_marker(words)
            .is_some_and(|marker| marker.number == 1 && is_unit(marker.style));
    }
    match parse_marker(words) {
        Some(marker) => is_unit(marker.style),
        None => is_self_evident(words) && !ends_sentence(words),
    }
}

/// Returns whether a line below the title belongs to it: a subtitle, an author, a date, a number.
pub(super) fn is_companion(line: &OpeningLine, min_centred_cells: u16) -> bool {
    let words = line.words.as_str();
    let is_short = words.chars().count() <= MAX_REMARK_CHARS;
    let is_remark = words.starts_with(['（', '(', '〔', '［', '['])
        && words.ends_with(['）', ')', '〕', '］', ']', '号', '期']);
    is_short
        && !ends_sentence(words)
        && !is_salutation(words)
        && (is_subtitle(words)
            || is_remark
            || is_document_number(words)
            || is_date(words)
            || is_author(words)
            || line.indent >= min_centred_cells
                && LineKind::from_number(words).is_none()
                && !is_chapter(words)
                && !is_first_number(words))
}

/// Returns whether words could be a title by themselves: no sentence, label, number, list, date, code or address. With
/// `is_sure` evidence they may have the marks of sentences.
pub(super) fn may_be_title(words: &str, is_sure: bool) -> bool {
    let (label, rest) = words.split_once(['：', ':']).unwrap_or((words, ""));
    let has_label = label.len() < words.len()
        && (label.chars().count() <= MAX_LABEL_CHARS
            || rest.trim().is_empty()
            || rest.starts_with(|c: char| c.is_ascii_digit()));
    let chars = words.chars().count();
    let begins_well = words.starts_with(|c: char| {
        c.is_alphanumeric() || matches!(c, '《' | '（' | '「' | '『' | '“' | '○' | '◯')
    });
    let is_prose = ends_sentence(words) || words.contains(['！', '“', '「', '，', '…', ',']);
    (if is_sure { 1 } else { 2 }..=MAX_TITLE_CHARS).contains(&chars)
        && words.contains(char::is_alphabetic)
        && begins_well
        && !has_label
        && (is_sure || !is_prose)
        && !words.contains([
            '。', '；', '\t', '{', '}', '=', '|', '\\', ';', '<', '>', '@',
        ])
        && !words.ends_with(['，', ',', '、', '-'])
        && !NO_TITLE_WORDS.iter().any(|word| words.contains(word))
        && !JAPANESE_SENTENCE_ENDS
            .iter()
            .any(|end| words.ends_with(end))
        && !is_salutation(words)
        && !has_columns(words)
        && !is_chapter(words)
        && !is_toc_heading(words)
        && !ends_with_volume(words)
        && (is_sure || LineKind::of(words).is_none() && !names_day_or_reader(words))
}

/// Returns whether a line has several columns with words in them. Letters may be spaced: 工　作　总　结.
fn has_columns(words: &str) -> bool {
    let parts: Vec<&str> = words
        .split("  ")
        .flat_map(|part| part.split('\u{3000}'))
        .collect();
    let parts = parts
        .iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty());
    let wide = parts
        .clone()
        .filter(|part| part.chars().count() > 1)
        .count();
    parts.count() > 2 && wide > 1
}
