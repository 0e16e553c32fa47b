//! Search methods: every way of reading a text has the hits of its blocks.

use crate::search_doc::{OfferedLines, RecastDocument};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::ops::ControlFlow;
use std::sync::Arc;
use tongdu::doc::{Document, LineEnds, Pos, Span, Step};
use tongdu::formats::plain::PlainDocument;
use tongdu::outline::rules::{BoilerplatePolicy, Rules};
use tongdu::search::query::QueryKind;
use tongdu::search::scan::step_hits;
use tongdu::search::tally::{Tally, count_hits};
use tongdu::search::{Query, scan};
use tongdu::source::encoding::detect::{EncodingHint, detect};
use tongdu::source::encoding::parse_choice;
use tongdu::source::windows::Source;
use tongdu::text::forms::Level;
use tongdu::views::reflow::open;

fn literal(text: &str) -> Query {
    Query::parse(text, Level::Variants, QueryKind::Literal).expect("a query")
}

fn hits(doc: &dyn Document, query: &Query, from: Pos) -> Vec<Span> {
    let mut found = Vec::new();
    scan(doc, query, from, &mut |step| {
        found.extend(match step {
            Step::Found(span) => Some(span),
            Step::Scanned(_) => None,
        });
        ControlFlow::Continue(())
    });
    found
}

/// Checks a query from a place on, and back from the end.
fn check(doc: &dyn Document, query: &Query, from: Pos) -> Vec<Span> {
    let blocks = RecastDocument::new(doc, OfferedLines::None);
    let whole = hits(&blocks, query, doc.first());
    let rest = whole.partition_point(|span| span.start < from);
    let want = whole[rest..].to_vec();
    assert_eq!(hits(doc, query, from), want, "{:?}", query.text());
    let end = Pos::new(u32::MAX, u64::MAX);
    let go_on = || ControlFlow::Continue(());
    let last = step_hits(doc, query, end, -1, &go_on).continue_value();
    let last = last.flatten().map(|step| step.span);
    assert_eq!(last.filter(|span| span.start >= from), want.last().cloned());
    let mut tally = Tally::default();
    let counted = count_hits(doc, query, 3, &go_on, &mut |count, end| {
        tally.add(count.into_iter().collect(), end);
        ControlFlow::Continue(())
    });
    assert!(counted.is_continue());
    assert_eq!(tally.count(), whole.len() as u64, "{:?}", query.text());
    want
}

fn blocks(doc: &dyn Document) -> Vec<Pos> {
    std::iter::successors(Some(doc.first()), |pos| doc.next(*pos)).collect()
}

/// Opens a text in an encoding, reflowed and with boilerplate hidden.
fn reflowed(text: &str, encoding: &str) -> Arc<dyn Document> {
    let encoding = parse_choice(encoding).expect("a name").expect("no guess");
    let bytes = match encoding.name() {
        "UTF-8" => text.as_bytes().to_vec(),
        "UTF-16LE" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        name => {
            let encoding = encoding_rs::Encoding::for_label(name.as_bytes());
            encoding.expect("a label").encode(text).0.into_owned()
        }
    };
    let source = Source::Owned(bytes);
    let decoding = EncodingHint {
        encoding: Some(encoding),
        ..EncodingHint::default()
    };
    let guess = detect(&source, &decoding);
    let rules = Rules {
        boilerplate: BoilerplatePolicy::Hide,
        ..Rules::default()
    };
    open(PlainDocument::with_detection("t", source, guess).with_rules(Arc::new(rules)))
}

const AD: &str = "本章未完，点击下一页继续阅读";

/// Generates a line of a text hard-wrapped at forty cells, the last line of a paragraph, or an unrelated line.
fn line() -> impl Strategy<Value = String> {
    let words = vec(
        select(vec!["甲", "乙", "丙丁", "ab", "B", "a ", "，", "し", "ょ"]),
        40,
    );
    let blanks = select(vec!["", "", "", " ", "\u{3000}\t"]);
    let full = (words, blanks).prop_map(|(words, blanks)| {
        let mut line = String::new();
        let mut width = 0;
        for word in words {
            let more = word.chars().map(|c| if c.is_ascii() { 1 } else { 2 });
            let more: usize = more.sum();
            if width + more <= 40 {
                line += word;
                width += more;
            }
        }
        line.trim_start().to_owned() + blanks
    });
    prop_oneof![
        12 => full.clone(),
        2 => full.clone().prop_map(|line| "  ".to_owned() + &line),
        1 => full.prop_map(|line| "* ".to_owned() + &line),
        2 => select(vec!["甲乙。", "ab", "B", "甲"]).prop_map(str::to_owned),
        1 => Just(String::new()),
        1 => Just(AD.to_owned()),
        1 => Just("\u{3000}\u{3000}甲乙丙丁".to_owned()),
    ]
}

fn text() -> impl Strategy<Value = String> {
    let ends = select(vec!["\n", "\n", "\r\n", "\r"]);
    // All lines of a text may be indented, and some deeper.
    let indents = select(vec!["", "", "    ", "\u{3000}\u{3000}", " \u{3000}"]);
    (vec(line(), 30..120), ends, indents).prop_map(|(lines, end, indent)| {
        let indented = lines.iter().map(|line| match line.as_str() {
            "" => String::new(),
            line => indent.to_owned() + line,
        });
        indented.collect::<Vec<_>>().join(end) + end
    })
}

/// Returns a part of a block's text with arbitrary ends.
fn words(text: &str, start: Index, len: usize) -> String {
    let chars: Vec<char> = text.chars().collect();
    if chars.is_empty() {
        return "甲".to_owned();
    }
    let start = start.index(chars.len());
    chars.iter().skip(start).take(len).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn hits_across_the_breaks_of_lines_are_those_of_the_blocks(
        text in text(),
        encoding in select(vec!["utf-8", "utf-8", "gb18030", "utf-16le", "shift_jis", "iso-2022-jp"]),
        picks in vec((any::<Index>(), any::<Index>(), 1usize..60), 6),
        from in (any::<Index>(), 0u32..9),
    ) {
        let doc = reflowed(&text, encoding);
        let places = blocks(&*doc);
        let from = places[from.0.index(places.len())].at(from.1);
        let mut queries = vec!["甲".to_owned(), " b".to_owned(), "a b".to_owned(), AD.to_owned()];
        for (block, start, len) in picks {
            let block = doc.block_at(places[block.index(places.len())]);
            queries.push(words(&block.text, start, len));
            queries.push(words(&block.text, start, 2));
        }
        let readings = ["jy", "jiayi", "yibing", "yb", "sho", "shoji", "dj a", "jia'yi"];
        let patterns = ["丙丁", "丙丁|，甲", "[甲乙]丙 ?丁", "丁+.乙", "^丁", "甲$", r"\p{Han}{4}丁"];
        let readings = readings.map(|query| (query, QueryKind::Pinyin));
        let patterns = patterns.map(|query| (query, QueryKind::Regex));
        for (query, kind) in readings.into_iter().chain(patterns) {
            let query = Query::parse(query, Level::Variants, kind).expect("a query");
            check(&*doc, &query, from);
        }
        let levels = [Level::Exact, Level::Forms, Level::Variants].into_iter().cycle();
        for (query, level) in queries.iter().zip(levels) {
            let query = Query::parse(query, level, QueryKind::Literal).expect("not empty");
            check(&*doc, &query, from);
            if let Some(lines) = doc.original() {
                check(&*lines, &query, lines.first());
            }
        }
    }
}

#[test]
fn a_text_broken_by_hand_is_searched_by_its_lines_and_found_across_them_in_utf_8() {
    check_broken_by_hand("utf-8");
}

#[test]
fn a_text_broken_by_hand_is_searched_by_its_lines_and_found_across_them_in_gb18030() {
    check_broken_by_hand("gb18030");
}

/// Asserts that hits in a text of short lines are found within them and across their ends, by each gear.
fn check_broken_by_hand(encoding: &str) {
    let line = "春眠不觉晓处处闻啼鸟夜来风雨声花落知多少";
    let head: String = line.chars().take(18).collect();
    let part: String = line.chars().take(16).collect();
    let paragraph = format!("　　{head}\n{line}\n{line}\n完了。\n");
    // The text is long enough for more than one batch of lines in any encoding.
    let text = paragraph.repeat(2_100) + &format!("　　{part}暗渡\n陈仓{part}\n");
    let doc = reflowed(&text, encoding);
    let access = doc.lines(0).expect("a text of lines");
    assert_eq!(access.source_lines().line_ends(0), LineEnds::Join);
    for (query, count) in [
        ("暗渡陈仓", 1..2),
        ("多少春眠", 2_100..2_101),
        ("花落", 6_300..6_301),
        ("春", 6_302..6_303),
        ("少春", 2_100..2_101),
        ("了。　　春", 0..1),
    ] {
        let query = literal(query);
        let found = check(&*doc, &query, doc.first()).len();
        assert!(count.contains(&found), "{}: {found}", query.text());
    }
    let lines = doc.original().expect("lines that were put together");
    let query = literal("暗渡陈仓");
    assert_eq!(check(&*lines, &query, lines.first()), []);
}

#[test]
fn empty_lines_in_any_number_are_passed_over() {
    let paragraph = format!("　　{}\n{}\n山在这里。\n", "山".repeat(34), "水".repeat(36));
    let text = [
        paragraph.repeat(40),
        "\n".repeat(200_000),
        paragraph.repeat(40),
    ]
    .concat();
    let doc = open(PlainDocument::new("t", Source::Owned(text.into_bytes())));
    assert!(doc.original().is_some(), "it is put together");
    for (query, want) in [("水山在", 80), ("水山水", 0), ("山水水", 80)] {
        let query = literal(query);
        let mut count = 0;
        scan(&*doc, &query, doc.first(), &mut |step| {
            count += usize::from(matches!(step, Step::Found(_)));
            ControlFlow::Continue(())
        });
        assert_eq!(count, want, "{}", query.text());
    }
}
