//! Selections: keys in, copied text out.

use super::{press, reading};
use crate::app::message::{Effect, Message};
use crate::app::state::Mode;
use crate::app::update::Model;
use crate::doc::{Document, ExcerptReadings, Pos, Stops, excerpt};
use crate::formats::options::OpenOptions;
use crate::formats::plain::PlainDocument;
use crate::source::windows::Source;
use proptest::prelude::*;
use std::sync::Arc;

/// Presses keys; returns the text that is copied then.
fn copied(model: &mut Model, keys: &str) -> Option<String> {
    press(model, keys)
        .into_iter()
        .find_map(|effect| match effect {
            Effect::Copy(request) => Some(request.text().text),
            _ => None,
        })
}

const TEXT: &str =
    "标题\n\n　　统筹城乡发展，是要求。他说：「走（快走）吧！」好。\n\n　　第二段也有一句。\n";

#[test]
fn keys_extend_a_selection_and_copy_takes_it() {
    for (keys, want) in [
        ("vy", "标"),
        ("vly", "标题"),
        ("vlvy", "标题"),
        ("Vy", "标题"),
        (
            "Vjy",
            "标题\n\n　　统筹城乡发展，是要求。他说：「走（快走）吧！」好。",
        ),
        (
            "v}}y",
            "标题\n\n　　统筹城乡发展，是要求。他说：「走（快走）吧！」好。",
        ),
        ("}vwwy", "统筹城乡发"),
        ("}v3lhy", "统筹城"),
        ("}v)y", "统筹城乡发展，是要求。"),
        ("}v9loisy", "统筹城乡发展，是要求。"),
        ("}v20li\"y", "走（快走）吧！"),
        ("}v18li(y", "快走"),
        ("}v18liwy", "走"),
        ("}v3liwy", "城乡"),
        ("}vwwby", "统筹城"),
        (
            "}vGy",
            "统筹城乡发展，是要求。他说：「走（快走）吧！」好。\n\n　　第二段也有一句。",
        ),
        ("}vGooggy", "标题\n\n　　统"),
        ("}vey", "统筹"),
        ("}veeey", "统筹城乡发展"),
        ("}v$0y", "统"),
        ("}y", "统筹城乡发展，是要求。他说：「走（快走）吧！」好。"),
    ] {
        let mut model = reading(TEXT);
        let found = copied(&mut model, keys).unwrap_or_default();
        assert_eq!(found, want, "{keys}");
        let is_reading = matches!(model.state().mode, Mode::Reading);
        assert!(is_reading, "{keys} leaves the selection");
    }
}

#[test]
fn the_words_of_a_hit_are_selected_and_extended_to() {
    let mut model = reading(TEXT);
    let _ = press(&mut model, "v");
    assert!(matches!(model.state().mode, Mode::Selecting(_)));
    let _ = press(&mut model, ":theme sepia<Enter>");
    assert!(
        matches!(model.state().mode, Mode::Selecting(_)),
        "a prompt gives the keys back"
    );
    let _ = press(&mut model, "O");
    assert!(matches!(model.state().mode, Mode::Selecting(_)));
    let _ = model.update(Message::Resize {
        width: 30,
        height: 9,
    });
    let _ = press(&mut model, "R+-c");
    assert_eq!(copied(&mut model, "ly").as_deref(), Some("标题"));
}

#[test]
fn a_source_follows_the_copy_and_controls_do_not() {
    let mut model = reading("甲\u{1b}]52;c;eA==\u{7}乙。\n丙。\n");
    assert_eq!(
        copied(&mut model, "Y").as_deref(),
        Some("甲]52;c;eA==乙。\n——《山路.txt》")
    );
}

/// Opens a text as the format that its name has.
fn document(name: &str, text: &str) -> Arc<dyn Document> {
    match name {
        "a.md" => Arc::new(crate::formats::markdown::parse(text, 0, None)),
        "a.html" => {
            let options = OpenOptions::default();
            Arc::new(crate::formats::html::open(name, text.as_bytes(), &options))
        }
        _ => {
            let source = Source::Owned(text.as_bytes().to_vec());
            crate::views::reflow::open(PlainDocument::new(name, source))
        }
    }
}

proptest! {
    #[test]
    fn what_is_copied_is_a_part_of_the_text(
        picks in proptest::collection::vec((0usize..400, 0usize..400), 8),
        name in prop_oneof![Just("a.txt"), Just("a.md"), Just("a.html")],
    ) {
        let text = match name {
            "a.txt" => "　　许多山区县，从县城到最远的村，地图上量不过二十来公里。\n\n　　か\u{3099}👩\u{200D}🚀，e\u{301}。\n\u{1b}[31m红\n",
            "a.md" => "# 山\n\n许多**山区**县[^1]，从`code`到。\n\n| 甲 | 乙 |\n|---|---|\n| 一 | 二 |\n\n[^1]: 注。\n",
            _ => "<h1>山</h1><p><ruby>漢字<rt>かんじ</rt></ruby>の<b>話</b>。</p><p>二段目。</p>",
        };
        let doc = document(name, text);
        let mut stops = Vec::new();
        let mut whole = String::new();
        let mut next = Some(doc.first());
        while let Some(at) = next {
            let block = doc.block_at(at);
            let own = Stops::of(&block);
            if !own.is_empty() {
                stops.extend((0..=own.last()).map(|index| (block.pos.at(own.start(index)), block.pos.at(own.end(index, &block)))));
            }
            next = doc.next(at);
        }
        let all = Pos::new(0, 0)..Pos::new(u32::MAX, u64::MAX);
        whole.push_str(&excerpt(&*doc, &all, ExcerptReadings::Omitted, usize::MAX).text);
        let letters = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
        for (first, last) in picks {
            let (first, last) = (first % stops.len(), last % stops.len());
            let (first, last) = (first.min(last), first.max(last));
            let found = excerpt(&*doc, &(stops[first].0..stops[last].1), ExcerptReadings::Omitted, usize::MAX).text;
            prop_assert!(letters(&whole).contains(&letters(&found)), "{found:?} in {whole:?}");
            let has_control = found.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t'));
            prop_assert!(!found.contains("かんじ") && !has_control, "{:?}", found);
            let clusters = crate::text::cluster::clusters(&found).count();
            prop_assert!(clusters >= last - first, "{found:?}");
        }
    }
}
