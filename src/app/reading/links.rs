//! Links and notes on the page, those of the reader too. A note opens over the page, which stays in place. A link within the document is
//! followed, and the jump list leads back. The target of any other link appears as a notice.

use super::state::AwaitedTask;
use crate::app::input::key::{CtrlState, Key};
use crate::app::marks::note_sheet;
use crate::app::marks::signs::page_notes;
use crate::app::sheet::{OpenSheet, SheetKind};
use crate::app::state::State;
use crate::doc::{Mark, Note, Pos};
use crate::layout::{PageRow, url_ranges};
use crate::session::notes::UserMark;
use crate::term::hyperlink::{LinkTable, terminal_address};
use crate::ui::sheet::SheetLine;
use ratatui::crossterm::event::KeyCode;
use std::ops::Range;
use std::rc::Rc;

/// Most bytes shown of a note.
const MAX_NOTE_BYTES: usize = 64 << 10;

/// Labels of several links, in text order: as many as there are keys for them.
const LABELS: &str = "123456789abcdefghijklmnopqrstuvwxyz";

/// A link or note reference on the page.
#[derive(Clone)]
struct PageLink {
    at: Pos,
    /// Length of the marked text in bytes.
    len: u32,
    target: LinkTarget,
    /// Marked text.
    words: String,
}

/// Target of a link or a note reference.
#[derive(Clone)]
enum LinkTarget {
    /// Mark of the text.
    Text(Mark),
    /// Note of the reader.
    OwnNote(Box<UserMark>),
}

/// Follows the `count`th link or note of the page. 0 means the only one, or the one at the current hit; of several each gets
/// a label, and the next key chooses.
pub fn follow_link(state: &mut State, count: u32) {
    let signs = page_links(state);
    let total = signs.len();
    if total == 0 {
        return state.notify(state.texts().reading.no_links);
    }
    if let Some(sign) = signs.iter().find(|sign| is_at_hit(state, sign))
        && count == 0
    {
        return follow_sign(state, sign);
    }
    if total > 1 && count == 0 {
        let labels = LABELS.chars().zip(&signs);
        state.reading.labels = labels.map(|(label, sign)| (label, sign.at)).collect();
        let m = &state.texts().reading;
        let last = LABELS.chars().take(total).last().unwrap_or_default();
        let keys = match total {
            ..=9 => format!("1-{last}"),
            10 => "1-9 a".to_owned(),
            _ => format!("1-9 a-{last}"),
        };
        return state.ask(m.choose_link(&keys));
    }
    let Some(sign) = signs.get(count.max(1) as usize - 1).cloned() else {
        return state.notify(state.texts().reading.links(total as u64));
    };
    follow_sign(state, &sign);
}

/// Returns whether the current hit is in the text of a link or at the sign of a note.
fn is_at_hit(state: &State, sign: &PageLink) -> bool {
    let search = state.search.active.as_ref();
    let hit = search.and_then(|search| search.current_hit.as_ref());
    hit.is_some_and(|hit| {
        let hit = hit.span.start;
        let marked = sign.at.within..sign.at.within + sign.len;
        hit.block_start() == sign.at.block_start() && marked.contains(&hit.within)
    })
}

/// Takes the key that chooses one of several links: its label, or Enter for the first. Returns `false` without labels and for
/// any other key, which takes them away.
pub fn choose(state: &mut State, key: Key) -> bool {
    let labels = std::mem::take(&mut state.reading.labels);
    let typed = match key.as_command().code() {
        (KeyCode::Char(label), CtrlState::Free) => Some(label),
        (KeyCode::Enter, CtrlState::Free) => labels.first().map(|(label, _)| *label),
        _ => None,
    };
    let chosen = labels.iter().find(|(label, _)| Some(*label) == typed);
    // The mouse may have turned the page meanwhile.
    let mut links = page_links(state).into_iter();
    let sign = chosen.and_then(|(_, at)| links.find(|link| link.at == *at));
    if let Some(sign) = &sign {
        follow_sign(state, sign);
    }
    sign.is_some() || !labels.is_empty() && key.code().0 == KeyCode::Esc
}

/// Returns the addresses of links and pictures on the page that do not lead into the text, and addresses that are written
/// in it, in text order.
pub fn addresses(state: &State) -> Vec<(Pos, String)> {
    let doc = &state.reading.reader.doc;
    let mut found: Vec<(Pos, String)> = Vec::new();
    for row in state.reading.reader.page() {
        let Some(line) = row.line() else {
            continue;
        };
        let begun = |range: &Range<u32>| line.bytes.contains(&range.start);
        for (range, mark) in row.block.marks.iter().filter(|(range, _)| begun(range)) {
            let at = row.id.block.at(range.start);
            if let Mark::Link(link) = mark
                && doc.target(at, link).is_none()
            {
                found.push((at, link.clone()));
            }
        }
        let text = row.block.prepared.text();
        for url in url_ranges(text) {
            let at = row.id.block.at(url.start as u32);
            let written = text.get(url.clone()).unwrap_or_default();
            let written =
                written.trim_end_matches(['.', ',', ';', ':', ')', ']', '>', '\'', '"', '!', '?']);
            if line.bytes.contains(&(url.start as u32)) {
                found.push((at, written.to_owned()));
            }
        }
    }
    found.sort_by_key(|(at, _)| *at);
    // A link may show its own address.
    found.dedup_by(|later, earlier| later.1 == earlier.1);
    found
}

/// Follows the link or note at `pos`. Returns false at any other text.
pub fn follow_at(state: &mut State, pos: Pos) -> bool {
    let sign = sign_at(state, pos);
    if let Some(sign) = &sign {
        follow_sign(state, sign);
    }
    sign.is_some()
}

/// Returns the link or note at `pos`; of several the outermost. It may have begun on the page before.
fn sign_at(state: &State, pos: Pos) -> Option<PageLink> {
    let mut page = state.reading.reader.page().iter();
    let row = page.find(|row| row.id.block == pos.block_start())?;
    let marks = row.block.marks.iter();
    let here = marks.filter(|(range, mark)| range.contains(&pos.within) && is_followable(mark));
    let outer = here.min_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)))?;
    Some(page_link(row, outer))
}

fn page_link(row: &PageRow, (range, mark): &(Range<u32>, Mark)) -> PageLink {
    let words = row.block.prepared.text();
    let words = words.get(range.start as usize..range.end as usize);
    PageLink {
        at: row.id.block.at(range.start),
        len: range.end - range.start,
        target: LinkTarget::Text(mark.clone()),
        words: words.unwrap_or_default().trim().to_owned(),
    }
}

/// Follows the link or note that begins at `at`, if it is still on the page.
pub fn follow_sign_at(state: &mut State, at: Pos) {
    let mut links = page_links(state).into_iter();
    let begun = links.find(|link| link.at == at);
    if let Some(sign) = begun.or_else(|| sign_at(state, at)) {
        follow_sign(state, &sign);
    }
}

fn follow_sign(state: &mut State, sign: &PageLink) {
    if matches!(sign.target, LinkTarget::Text(_)) && state.reading.reader.is_partly_read() {
        state.reading.awaited_task = Some(AwaitedTask::Link(sign.at));
        return;
    }
    match &sign.target {
        LinkTarget::OwnNote(mark) => note_sheet::open(state, mark),
        LinkTarget::Text(Mark::NoteRef(label)) => {
            match state.reading.reader.doc.note(sign.at, label) {
                Some(note) => open_note(state, sign, note),
                None if state.reading.reader.doc.target(sign.at, label).is_none() => {
                    state.notify(state.texts().reading.missing_note(label));
                }
                None => go_link_target(state, sign.at, label),
            }
        }
        LinkTarget::Text(Mark::Link(link)) => go_link_target(state, sign.at, link),
        LinkTarget::Text(_) => {}
    }
}

/// Goes to the target of a link in the block at `from`; notifies the target if it lies outside the document.
fn go_link_target(state: &mut State, from: Pos, link: &str) {
    match state.reading.reader.doc.target(from, link) {
        Some(target) => state.reading.jump(|reader| reader.go(target)),
        None if link.starts_with('#') => state.notify(state.texts().reading.missing_target(link)),
        None => state.notify(state.texts().reading.link(link)),
    }
}

/// Returns the links and notes on the page, in text order.
fn page_links(state: &State) -> Vec<PageLink> {
    let mut found: Vec<PageLink> = Vec::new();
    for row in state.reading.reader.page() {
        let Some(line) = row.line() else {
            continue;
        };
        let marks = row.block.marks.iter();
        let begun = marks.filter(|(range, _)| line.bytes.contains(&range.start));
        let signs = begun.filter(|(_, mark)| is_followable(mark));
        found.extend(signs.map(|marked| page_link(row, marked)));
    }
    found.sort_by_key(|sign| (sign.at, std::cmp::Reverse(sign.len)));
    // An image that is a note reference, inside a link that is one too, counts once.
    found.dedup_by(|inner, outer| {
        inner.at.block_start() == outer.at.block_start()
            && inner.at.within < outer.at.within + outer.len
    });
    let own = page_notes(state).into_iter().map(|(mark, span)| PageLink {
        at: span.start,
        len: 0,
        target: LinkTarget::OwnNote(Box::new(mark.clone())),
        words: String::new(),
    });
    found.extend(own);
    found.sort_by_key(|sign| sign.at);
    found
}

/// Returns the addresses of the links on the page that the terminal opens; none if it does not.
pub fn screen_links(state: &State) -> LinkTable {
    let mut table = LinkTable::default();
    if !state.display.hyperlinks.are_written {
        return table;
    }
    // The rows of a block follow one another, and share its marks.
    let mut last = None;
    let blocks = state.reading.reader.page().iter().filter(|row| {
        let block = Rc::as_ptr(&row.block);
        last.replace(block) != Some(block)
    });
    for (_, mark) in blocks.flat_map(|row| &row.block.marks) {
        if let Mark::Link(link) = mark
            && let Some(address) = terminal_address(link)
        {
            table.insert(address);
        }
    }
    table
}

/// Returns whether a mark can be followed. An image that only leads to itself cannot.
fn is_followable(mark: &Mark) -> bool {
    match mark {
        Mark::NoteRef(_) => true,
        Mark::Link(link) => {
            let ending = link.rsplit_once('.').map_or("", |(_, ending)| ending);
            let pictures = ["jpg", "jpeg", "png", "gif", "svg", "webp", "bmp"];
            !pictures
                .iter()
                .any(|known| ending.eq_ignore_ascii_case(known))
        }
        _ => false,
    }
}

/// Opens a note over the page.
fn open_note(state: &mut State, sign: &PageLink, note: Note) {
    let brackets = ['[', ']', '〔', '〕', '［', '］', '【', '】'];
    let words = match sign.words.trim_matches(brackets) {
        "注" | "註" | "주" | "note" => "",
        words => words,
    };
    let mut lines = Vec::new();
    let mut left = MAX_NOTE_BYTES;
    for paragraph in note.paragraphs {
        if left == 0 {
            break;
        }
        let end = paragraph.floor_char_boundary(left);
        left -= end;
        if !lines.is_empty() {
            lines.push(SheetLine::Gap);
        }
        let shown = paragraph.get(..end).unwrap_or_default();
        lines.push(SheetLine::Prose(shown.to_owned()));
    }
    if lines.is_empty() {
        return state.notify(state.texts().reading.empty_note);
    }
    state.open_sheet(OpenSheet {
        title: state.texts().status.note(words).trim_end().to_owned(),
        lines,
        top: 0,
        kind: SheetKind::TextNote(sign.at),
    });
}
