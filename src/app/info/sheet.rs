//! What can be said of a document: how long it is, how much is left, what is known of it.

use crate::app::input::action::Action;
use crate::app::message::Effect;
use crate::app::reading::progress::{
    ReadingPart, estimate_chars, group_thousands, reading_minutes,
};
use crate::app::sheet::OpenSheet;
use crate::app::state::{Mode, State};
use crate::doc::{DetectionConfidence, EncodingInfo, Metadata, ProblemScope, TocEntry, ViewKind};
use crate::lang::plural;
use crate::text::script::TextLang;
use crate::ui::sheet::SheetLine;

/// Opens the sheet; `None` for any other action.
pub fn perform(state: &mut State, action: Action, _count: u32) -> Option<Vec<Effect>> {
    if action != Action::Info {
        return None;
    }
    state.mode = Mode::Sheet(info_sheet(state));
    Some(State::no_effects())
}

/// The sheet about the document.
pub fn info_sheet(state: &State) -> OpenSheet {
    let lang = state.appearance.lang;
    let doc = &*state.reading.reader.doc;
    let outline = &state.reading.reader.outline;
    let mut lines = Vec::new();
    let mut say = |zh: &str, en: &str, value: String| {
        let pair = SheetLine::Pair(lang.pick(zh, en).to_owned(), value.clone());
        if !value.is_empty() && !lines.contains(&pair) {
            lines.push(pair);
        }
    };
    say("题名", "title", doc.title());
    say("文件", "file", state.opening.path.clone());
    let file = doc.provenance(state.reading.reader.anchor()).file;
    say("所在文件", "in file", file.unwrap_or_default());
    for Metadata { name, value } in doc.metadata(state.reading.reader.anchor()) {
        say(name.zh, name.en, value.get(lang).to_owned());
    }
    let heading = state.reading.part.and_then(|part| part.heading);
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
        format!("{:.1}%", state.reading.reader.progress().get() * 100.0),
    );
    say("语言", "text", language_text(state).to_owned());
    say("编码", "encoding", encoding_text(state));
    say("宽度", "widths", widths_text(state));
    say("隐藏", "hidden", hidden_lines_text(state));
    if doc.view_kind() == Some(ViewKind::Article) {
        let words = lang.pick(
            "只有正文（:article 看整页）",
            "the article alone (:article shows the page)",
        );
        say("显示", "shown", words.to_owned());
    }
    let notices: Vec<String> = state
        .notices
        .start
        .iter()
        .chain(&doc.problems(ProblemScope::Whole))
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
    let (zh, en) = match state.reading.reader.doc.lang() {
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
    }) = state.reading.encoding()
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
    let reader = &state.reading.reader;
    match (
        &state.reading.reading_view,
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
    } else if state.display.terminal_facts.ambiguous.is_some() {
        lang.pick("终端所答", "as the terminal says")
    } else {
        lang.pick("终端未答", "the terminal has not said")
    };
    lang.pick(format!("{used}（{source}）"), format!("{used} ({source})"))
}
