//! The sheet about the document: length, encoding, metadata and problems.

use crate::app::input::action::Action;
use crate::app::job::{Job, JobId};
use crate::app::message::Effect;
use crate::app::reading::progress::{ReadingPart, estimate_chars, reading_minutes};
use crate::app::sheet::{OpenSheet, SheetKind};
use crate::app::state::{Mode, State};
use crate::doc::{DetectionConfidence, EncodingInfo, Metadata, ProblemScope, TocEntry, ViewKind};
use crate::messages::{InfoTexts, grouped};
use crate::session::reading_log::{KeptReading, ReadingSum};
use crate::text::script::TextLang;
use crate::ui::sheet::SheetLine;

/// Opens the information sheet; returns `None` for any other action.
pub fn perform(state: &mut State, action: Action, _count: u32) -> Option<Vec<Effect>> {
    if action != Action::Info {
        return None;
    }
    state.open_sheet(info_sheet(state));
    let job = state.new_job();
    state.reading.kept_job = Some((job, state.reading.meter.logged()));
    let title = state.reading.reader.doc.title();
    Some(vec![Effect::StartJob(job, Job::KeptReading(title))])
}

/// Takes the sums of the log, and shows them in the open sheet.
pub fn on_kept(state: &mut State, id: JobId, kept: KeptReading) {
    let Some((_, logged)) = state.reading.kept_job.take_if(|(job, _)| *job == id) else {
        return;
    };
    state.reading.kept = Some((kept, logged));
    let lines = info_sheet(state).lines;
    if let Mode::Sheet(sheet, _) = &mut state.mode
        && matches!(sheet.kind, SheetKind::Info)
    {
        sheet.lines = lines;
    }
}

/// Stops waiting for job `id`, which has failed.
pub fn on_job_failed(state: &mut State, id: JobId) {
    state.reading.kept_job.take_if(|(job, _)| *job == id);
}

/// Returns the sheet about the document.
pub fn info_sheet(state: &State) -> OpenSheet {
    let m = state.texts();
    let doc = &*state.reading.reader.doc;
    let outline = &state.reading.reader.outline;
    let mut lines = Vec::new();
    let mut say = |name: &str, value: String| {
        let pair = SheetLine::Pair(name.to_owned(), value.clone());
        if !value.is_empty() && !lines.contains(&pair) {
            lines.push(pair);
        }
    };
    say(m.info.book_title, doc.title());
    say(m.info.file, state.opening.path.clone());
    let file = doc.provenance(state.reading.reader.anchor()).file;
    say(m.info.file_in_folder, file.unwrap_or_default());
    for Metadata { kind, value } in doc.metadata(state.reading.reader.anchor()) {
        say(m.metadata_kind(kind), m.metadata_value(&value).to_owned());
    }
    let heading = state.reading.part.and_then(|part| part.heading);
    if let Some(heading) = heading.and_then(|i| outline.headings.get(i)) {
        say(m.info.part, heading.title.to_string());
        if let Some(entry) = &heading.entry {
            add_entry_rows(entry, &m.info, &mut say);
        }
    }
    let whole = ReadingPart {
        heading: None,
        start: doc.first(),
        end: None,
    };
    let zi = estimate_chars(doc, whole);
    let time = m.duration(reading_minutes(zi, state.appearance.speed));
    say(m.info.length, m.info.length_of(zi, &time));
    say(m.info.size, format!("{} B", grouped(doc.len())));
    let count = outline.headings.len() as u64;
    say(m.info.outline, m.info.headings(count));
    let progress = state.reading.reader.progress().get();
    say(m.info.progress, format!("{:.1}%", progress * 100.0));
    add_reading_time(state, &mut say);
    say(
        m.info.language,
        language_text(doc.lang(), &m.info).to_owned(),
    );
    say(m.info.encoding, encoding_text(state));
    say(m.info.widths, widths_text(state));
    say(m.info.hidden, hidden_lines_text(state));
    if doc.view_kind() == Some(ViewKind::Article) {
        say(m.info.view, m.info.article_alone.to_owned());
    }
    let idle = &state.opening.idle_options;
    if !idle.is_empty() {
        say(m.info.less_options, m.info.idle_options(idle));
    }
    for problem in &state.notices.start {
        say(m.info.notice, problem.text(m));
    }
    for problem in doc.problems(ProblemScope::Whole) {
        say(m.info.notice, m.problem(&problem));
    }
    OpenSheet {
        title: m.info.title.to_owned(),
        lines,
        top: 0,
        kind: SheetKind::Info,
    }
}

/// Adds the reading time: of this run, of this text on all days, and of this day in all texts. Less than a minute is not
/// shown.
fn add_reading_time(state: &State, say: &mut dyn FnMut(&str, String)) {
    let texts = state.texts();
    let m = &texts.stats;
    let here = state.reading.meter.session_sum();
    let amount = |sum: ReadingSum, text: &dyn Fn(&str, &str) -> String| {
        let minutes = sum.seconds / 60;
        let is_shown = minutes > 0;
        is_shown.then(|| text(&texts.duration(minutes), &grouped(sum.characters)))
    };
    let mut add = |name: &str, value: Option<String>| say(name, value.unwrap_or_default());
    add(
        m.read_time,
        amount(here, &|time, characters| m.this_time(time, characters)),
    );
    if let Some((mut kept, logged)) = state.reading.kept {
        // The log has what this program had put in it.
        let unlogged = here.since(logged);
        kept.text.join(unlogged);
        kept.today.join(unlogged);
        let plain = |time: &str, characters: &str| m.amount(time, characters);
        add(m.read_in_all, amount(kept.text, &plain));
        add(m.read_today, amount(kept.today, &plain));
    }
}

fn add_entry_rows(entry: &TocEntry, m: &InfoTexts, say: &mut dyn FnMut(&str, String)) {
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    say(m.author, text(&entry.author));
    say(m.date, text(&entry.date));
    say(m.keywords, text(&entry.keywords));
    say(m.summary, text(&entry.summary));
    if entry.excerpt {
        say(m.remark, m.excerpt.to_owned());
    }
}

const fn language_text(lang: TextLang, m: &InfoTexts) -> &'static str {
    match lang {
        TextLang::Hans => m.simplified_chinese,
        TextLang::Hant => m.traditional_chinese,
        TextLang::Ja => m.japanese,
        TextLang::Ko => m.korean,
        TextLang::Other => m.other_language,
    }
}

fn encoding_text(state: &State) -> String {
    let Some(EncodingInfo { name, confidence }) = state.reading.encoding() else {
        return String::new();
    };
    let m = &state.texts().info;
    match confidence {
        DetectionConfidence::Certain => name.to_owned(),
        DetectionConfidence::Likely => m.guessed(name),
        DetectionConfidence::Uncertain => m.uncertain(name),
    }
}

/// Returns the number of hidden lines as text; empty if there are no hidden lines.
fn hidden_lines_text(state: &State) -> String {
    let reader = &state.reading.reader;
    match (
        &state.reading.reading_view,
        reader.doc.hidden_lines(reader.anchor()),
    ) {
        (None, count @ 1..) => state.texts().info.hidden_lines(count),
        _ => String::new(),
    }
}

fn widths_text(state: &State) -> String {
    let m = &state.texts().info;
    let source = if state.appearance.is_ambiguous_set() {
        m.as_configured
    } else if state.display.terminal_facts.ambiguous.is_some() {
        m.as_answered
    } else {
        m.unanswered
    };
    m.widths_by(state.appearance.widths_text(), source)
}
