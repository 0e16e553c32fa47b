//! Looking up the word at the place or the selection, and the sheet with the answer.

use super::lookup::{Lookup, LookupAnswer, LookupStep, WordArticle};
use crate::app::display::key_labels::labels;
use crate::app::input::action::{Action, Context, action_info};
use crate::app::job::{Job, JobId};
use crate::app::message::Effect;
use crate::app::select::extend::{TextObject, object};
use crate::app::select::place::start_of_selection;
use crate::app::sheet::{OpenSheet, SheetKind};
use crate::app::state::{Mode, State};
use crate::doc::{Document, ExcerptReadings, Pos, excerpt};
use crate::text::cluster::cluster_indices;
use crate::text::script::TextLang;
use crate::text::words::WordScript;
use crate::ui::sheet::SheetLine;
use std::sync::Arc;

/// Bytes of text looked at for words.
const MAX_WORD_BYTES: usize = 512;
/// Clusters of the longest word.
const MAX_WORD_CLUSTERS: usize = 12;
/// Lines of the sheet.
const MAX_SHEET_LINES: usize = 2000;

/// Looks up the selection, else the words at the hit or at the head of the page; returns `None` for any other action.
pub fn perform(state: &mut State, action: Action, _count: u32) -> Option<Vec<Effect>> {
    if action != Action::LookUp {
        return None;
    }
    let (words, word) = words_here(state);
    let command = if state.outside.is_forbidden {
        Vec::new()
    } else {
        state.settings.dictionary.clone().unwrap_or_default()
    };
    Some(start(
        state,
        Lookup {
            words,
            word,
            step: LookupStep::Word,
            command,
        },
    ))
}

/// Looks up the next longer or shorter word than that of the open sheet.
pub fn step(state: &mut State, lookup: Lookup, action: Action) -> Vec<Effect> {
    let step = match action {
        Action::LongerWord => LookupStep::Longer,
        _ => LookupStep::Shorter,
    };
    start(state, Lookup { step, ..lookup })
}

/// Starts a look-up.
fn start(state: &mut State, lookup: Lookup) -> Vec<Effect> {
    let next = match lookup.step {
        LookupStep::Word => Some(lookup.word),
        LookupStep::Longer => lookup.word.checked_sub(1),
        LookupStep::Shorter => lookup.word.checked_add(1),
    };
    let m = state.texts();
    let Some(word) = next.and_then(|next| lookup.words.get(next)) else {
        let text = match lookup.step {
            LookupStep::Word => m.search.no_word,
            LookupStep::Longer | LookupStep::Shorter => m.dictionary.nothing_found,
        };
        state.notify(text);
        return State::no_effects();
    };
    let text = m.dictionary.looking_up(word);
    state.notify(text);
    let job = state.new_job();
    state.select.lookup = Some((job, lookup.clone()));
    vec![Effect::StartJob(job, Job::LookUp(lookup))]
}

/// Returns the selection, which ends, or the words that begin at the place, the longest first, with the index of the word
/// into which the text is cut there.
fn words_here(state: &mut State) -> (Vec<String>, usize) {
    let doc = Arc::clone(&state.reading.reader.doc);
    if let Some(selection) = state.select.suspended.take() {
        let span = selection.span(&*doc);
        let text = excerpt(&*doc, &span, ExcerptReadings::Omitted, MAX_WORD_BYTES).text;
        let word = text.trim().trim_start_matches('-');
        let word = word.lines().next().unwrap_or_default();
        let word = Some(word.to_owned()).filter(|word| !word.is_empty());
        return (word.into_iter().collect(), 0);
    }
    let Some(start) = start_of_selection(state) else {
        return (Vec::new(), 0);
    };
    let block = doc.block_at(start);
    let rest = block.text.get(start.within as usize..).unwrap_or_default();
    let words = words_at_start(rest);
    let own = own_word(&*doc, start, &words);
    (words, own)
}

/// Returns the index of the word that is cut at a place, among the words that begin there. It is the longest where
/// words are not known: a run of one script is rarely a word in Japanese.
fn own_word(doc: &dyn Document, start: Pos, words: &[String]) -> usize {
    let is_chinese = matches!(doc.lang(), TextLang::Hans | TextLang::Hant);
    let last = object(doc, start, TextObject::Word).filter(|_| is_chinese);
    let holds_last = last.and_then(|(_, last)| {
        let len = last.within.checked_sub(start.within)? as usize;
        words.iter().rposition(|word| word.len() > len)
    });
    holds_last.unwrap_or_default()
}

/// Returns the words with which a text begins, the longest first: runs of Han, kana or hangul by clusters, others whole.
fn words_at_start(text: &str) -> Vec<String> {
    let script = |at: usize| {
        let first = text.get(at..).and_then(|rest| rest.chars().next());
        first.and_then(WordScript::of)
    };
    let Some(first) = script(0) else {
        return Vec::new();
    };
    let is_letters = first == WordScript::Letters;
    let is_same = |script: WordScript| (script == WordScript::Letters) == is_letters;
    let starts = cluster_indices(text)
        .map(|(at, _)| at)
        .skip(1)
        .chain([text.len()]);
    let mut ends = Vec::new();
    for end in starts {
        ends.push(end);
        let goes_on = end < text.len() && script(end).is_some_and(is_same);
        if !goes_on || (!is_letters && ends.len() >= MAX_WORD_CLUSTERS) {
            break;
        }
    }
    if is_letters {
        ends = ends.pop().into_iter().collect();
    }
    let words = ends.into_iter().rev().filter_map(|end| text.get(..end));
    words
        .filter(|word| word.len() <= MAX_WORD_BYTES)
        .map(str::to_owned)
        .collect()
}

/// Stops a look-up. Returns false if none runs.
pub fn stop(state: &mut State) -> bool {
    state.select.lookup.take().is_some()
}

/// Stops waiting for a job that has failed.
pub fn on_job_failed(state: &mut State, id: JobId) {
    state.select.lookup.take_if(|(job, _)| *job == id);
}

/// Takes the answer, and shows it if the reader has not gone elsewhere.
pub fn on_answer(state: &mut State, id: JobId, answer: LookupAnswer) {
    let Some((_, lookup)) = state.select.lookup.take_if(|(job, _)| *job == id) else {
        return;
    };
    let m = &state.texts().dictionary;
    let notice = match answer {
        LookupAnswer::Found(articles) if articles.is_empty() => m.nothing_found.to_owned(),
        LookupAnswer::Found(articles) => return show(state, lookup, &articles),
        LookupAnswer::NoDictionary => m.set_up.to_owned(),
        LookupAnswer::TimedOut(name) => m.timed_out(&name),
        LookupAnswer::Failed(name, cause) => m.failed(&name, &cause),
    };
    state.notify(notice);
}

/// Opens the sheet with the articles, or shows them in that of another word.
fn show(state: &mut State, lookup: Lookup, articles: &[WordArticle]) {
    let is_open = state.mode.context() == Context::Dictionary;
    if !is_open && !matches!(state.mode, Mode::Reading) {
        return;
    }
    state.notices.message = None;
    let word = articles
        .first()
        .map_or(lookup.word, |article| article.index);
    let mut lines = article_lines(articles);
    lines.truncate(MAX_SHEET_LINES);
    lines.extend(neighbour_lines(state, &lookup.words, word));
    let title = articles.first().map(|article| article.word.clone());
    let sheet = OpenSheet {
        title: title.unwrap_or_default(),
        lines,
        top: 0,
        kind: SheetKind::Word(Lookup { word, ..lookup }),
    };
    match &mut state.mode {
        Mode::Sheet(open, _) if is_open => *open = sheet,
        _ => state.open_sheet(sheet),
    }
}

/// Returns the articles as lines, under the words they are about.
fn article_lines(articles: &[WordArticle]) -> Vec<SheetLine> {
    let mut lines = Vec::new();
    let mut word = "";
    for article in articles {
        if !lines.is_empty() {
            lines.push(SheetLine::Gap);
        }
        if article.word != word {
            word = &article.word;
            lines.push(SheetLine::Head(word.to_owned()));
        }
        lines.push(SheetLine::Text(article.dictionary.clone()));
        let text = article.text.lines().map(str::trim_end);
        lines.extend(text.map(|line| match line {
            "" => SheetLine::Gap,
            line => SheetLine::Prose(line.to_owned()),
        }));
    }
    lines
}

/// Returns the next longer and the next shorter word with the keys that look them up.
fn neighbour_lines(state: &State, words: &[String], word: usize) -> Vec<SheetLine> {
    let longer = word.checked_sub(1).map(|at| (Action::LongerWord, at));
    let shorter = Some((Action::ShorterWord, word + 1));
    let pairs = longer
        .into_iter()
        .chain(shorter)
        .filter_map(|(action, at)| {
            let keys = labels(state, action_info(action)).join(" ");
            Some(SheetLine::Pair(keys, words.get(at)?.clone()))
        });
    let pairs: Vec<SheetLine> = pairs.collect();
    let gap = (!pairs.is_empty()).then_some(SheetLine::Gap);
    gap.into_iter().chain(pairs).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_begin_at_the_place_and_the_longest_comes_first() {
        for (text, want) in [
            ("山路很，长", &["山路很", "山路", "山"][..]),
            ("食べる。", &["食べる", "食べ", "食"]),
            ("don't stop", &["don"]),
            ("ocean山", &["ocean"]),
            ("，山", &[]),
            ("", &[]),
        ] {
            assert_eq!(words_at_start(text), want, "{text}");
        }
        assert_eq!(words_at_start(&"山".repeat(99)).len(), 12);
    }
}
