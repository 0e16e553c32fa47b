//! Japanese novels as their sites write them (小説家になろう, カクヨム): plain text with readings, `漢字《かんじ》` and
//! `｜聖剣《エクスカリバー》`, and dots over words, `《《強く》》`.

use super::blocks::document::{BlockDocument, OriginalText};
use super::essay::lines::{LineForm, parse_lines};
use crate::doc::Mark;
use crate::outline::rules::Rules;
use crate::text::script::{TextLang, is_han, is_kana, language};
use std::ops::Range;
use std::sync::Arc;

/// Maximum characters of a base and of a reading.
const MAX_RUBY_CHARS: usize = 30;
/// Empty rows kept between paragraphs; more lines do not part scenes more clearly.
const MAX_SPACE_ROWS: u8 = 3;

/// Returns whether a text is Japanese and most of its 《》 are readings or dots, or some are by their own signs: beside
/// 《鑑定》 of a game, ｜神代《かみしろ》 and 《《これ》》 are still what they are.
pub fn is_novel(head: &str) -> bool {
    let all = head.matches('《').count();
    if all == 0 || language(head) != TextLang::Ja {
        return false;
    }
    let mut count = 0;
    for line in head.lines() {
        for (range, notation) in notations(line) {
            let start = line.get(range.start..).unwrap_or_default();
            let has_bar = start.starts_with(['｜', '|']);
            match notation {
                Notation::Dots(_) => return true,
                Notation::Reading { .. } if has_bar => return true,
                Notation::Reading { .. } | Notation::Escape => count += 1,
            }
        }
    }
    count * 2 >= all
}

/// Opens a text. `name` is its title.
pub fn open(name: &str, source: &str, rules: &Arc<Rules>) -> BlockDocument {
    let from = if source.starts_with('\u{FEFF}') {
        '\u{FEFF}'.len_utf8()
    } else {
        0
    };
    let form = LineForm {
        annotate: annotated,
        max_space: MAX_SPACE_ROWS,
    };
    BlockDocument {
        title: name.to_owned(),
        original: OriginalText {
            source: Some(source.into()),
            ..OriginalText::default()
        },
        ..parse_lines(source, from, TextLang::Ja, rules, form)
    }
}

/// Sign of a novel site in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Notation {
    /// Base and reading.
    Reading {
        base: Range<usize>,
        reading: Range<usize>,
    },
    /// Words with dots.
    Dots(Range<usize>),
    /// `｜` before a literal 《.
    Escape,
}

/// Returns the notations of a line with their ranges, ascending and disjoint.
fn notations(line: &str) -> Vec<(Range<usize>, Notation)> {
    let mut found: Vec<(Range<usize>, Notation)> = Vec::new();
    let mut bar: Option<Range<usize>> = None;
    let mut done = 0;
    for (at, c) in line.char_indices() {
        if at < done {
            continue;
        }
        if matches!(c, '｜' | '|') {
            bar = Some(at..at + c.len_utf8());
        }
        if c != '《' {
            continue;
        }
        let inner = at + c.len_utf8();
        let rest = line.get(inner..).unwrap_or_default();
        let taken = bar.take();
        let notation = if let Some(words) = rest.strip_prefix('《') {
            words.find("》》").map(|len| {
                let start = inner + '《'.len_utf8();
                (
                    at..start + len + "》》".len(),
                    Notation::Dots(start..start + len),
                )
            })
        } else {
            rest.find('》').and_then(|len| {
                let reading = inner..inner + len;
                let end = reading.end + '》'.len_utf8();
                ruby(line, done, at, taken.clone(), reading, end)
            })
        };
        if let Some((range, notation)) = notation {
            done = range.end;
            found.push((range, notation));
        }
    }
    found
}

/// Returns the notation of the 《 at byte `at` of a line, after the notations up to `done`.
fn ruby(
    line: &str,
    done: usize,
    at: usize,
    bar: Option<Range<usize>>,
    reading: Range<usize>,
    end: usize,
) -> Option<(Range<usize>, Notation)> {
    let words = line.get(reading.clone())?;
    let is_short = |words: &str| !words.is_empty() && words.chars().nth(MAX_RUBY_CHARS).is_none();
    if let Some(bar) = bar {
        let base = bar.end..at;
        if base.is_empty() {
            return Some((bar, Notation::Escape));
        }
        let has_base = is_short(line.get(base.clone())?) && is_short(words);
        return has_base.then_some((bar.start..end, Notation::Reading { base, reading }));
    }
    let before = line.get(done..at)?;
    let is_base = |c: char| is_han(c) || matches!(c, '々' | '〆' | '〇' | 'ヶ' | 'ヵ');
    let run = before.chars().rev().take_while(|&c| is_base(c));
    let len: usize = run.map(char::len_utf8).sum();
    let is_reading = |c: char| is_kana(c) || matches!(c, 'ー' | '・' | ' ' | '　' | '゛' | '゜');
    let is_ruby = len > 0
        && is_short(words)
        && is_short(line.get(at - len..at)?)
        && words.chars().all(is_reading);
    is_ruby.then_some((
        at - len..end,
        Notation::Reading {
            base: at - len..at,
            reading,
        },
    ))
}

/// Returns a line with its readings in parentheses after their bases, and their marks.
fn annotated(line: &str) -> (String, Vec<(Range<u32>, Mark)>) {
    let (mut text, mut marks) = (String::with_capacity(line.len()), Vec::new());
    let mut done = 0;
    for (range, notation) in notations(line) {
        let words = |range: Range<usize>| line.get(range).unwrap_or_default();
        text.push_str(words(done..range.start));
        done = range.end;
        let start = text.len() as u32;
        let mark = match notation {
            Notation::Reading { base, reading } => {
                text.push_str(words(base));
                let base = text.len() as u32 - start;
                for part in ["（", words(reading), "）"] {
                    text.push_str(part);
                }
                Mark::Ruby { base }
            }
            Notation::Dots(range) => {
                text.push_str(words(range));
                Mark::EmphasisDots
            }
            Notation::Escape => continue,
        };
        let end = text.len() as u32;
        if start < end {
            marks.push((start..end, mark));
        }
    }
    text.push_str(line.get(done..).unwrap_or_default());
    (text, marks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::{Block, BlockKind};
    use crate::formats::blocks::dump::{assert_invariants, text_with_marks};

    fn shown(line: &str) -> String {
        let (text, marks) = annotated(line);
        text_with_marks(&Block {
            text: text.into(),
            marks,
            ..Block::default()
        })
    }

    #[test]
    fn readings_and_dots_are_marked() {
        for (line, want) in [
            ("呟《つぶや》いた", "‹ruby:呟（つぶや） = 3›いた"),
            (
                "｜聖なる橋《ホーリー・ブリッジ》を",
                "‹ruby:聖なる橋（ホーリー・ブリッジ） = 12›を",
            ),
            ("|Excalibur《聖剣》", "‹ruby:Excalibur（聖剣） = 9›"),
            (
                "時々《ときどき》勇者《ゆうしゃ》",
                "‹ruby:時々（ときどき） = 6›‹ruby:勇者（ゆうしゃ） = 6›",
            ),
            ("《《強く》》言う", "‹dots:強く›言う"),
            ("｜《罫》", "《罫》"),
            (
                "魔法《ファイアボール》",
                "‹ruby:魔法（ファイアボール） = 6›",
            ),
            ("魔法《火球》を", "魔法《火球》を"),
            ("かな《かな》", "かな《かな》"),
            ("《こころ》", "《こころ》"),
            ("漢字《", "漢字《"),
            ("a｜b", "a｜b"),
        ] {
            assert_eq!(shown(line), want, "{line}");
        }
    }

    #[test]
    fn evidence_is_in_the_text() {
        for (text, want) in [
            ("　勇者《ゆうしゃ》は橋を渡った。\n「行くぞ」\n", true),
            ("　彼は《《強く》》言いました。\n", true),
            ("他看了《红楼梦》和《西游记》。\n", false),
            (
                "　《こころ》を読みました。漱石の《坊っちゃん》も。\n",
                false,
            ),
            ("ひらがなだけのぶんしょうです。", false),
            ("", false),
        ] {
            assert_eq!(is_novel(text), want, "{text}");
        }
    }

    #[test]
    fn headings_are_those_of_the_text_without_readings() {
        let source = ["一", "二", "三"]
            .map(|n| format!("第{n}話　勇者《ゆうしゃ》\n\n\n　橋《はし》を渡りました。\n\n"))
            .concat();
        let document = open("題", &source, &Arc::default());
        let titles: Vec<String> = document
            .headings
            .iter()
            .map(|h| h.title.to_string())
            .collect();
        assert_eq!(titles, ["第一話　勇者", "第二話　勇者", "第三話　勇者"]);
        assert_invariants(&document);
        assert!(matches!(document.blocks[0].kind, BlockKind::Heading(_)));
        assert_eq!(document.blocks[1].space_above, 2);
    }
}
