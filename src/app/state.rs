//! The state of the program. It changes in [`super::update`] only.

use super::command::state::{Prompt, Purpose};
use super::input::keymap::Keymap;
use super::input::pending::PendingKeys;
use super::job::JobId;
use super::message::Effect;
use super::reading::appearance::Appearance;
use super::reading::jumps::JumpList;
use super::reading::progress::{CharDensity, ReadingPart, group_thousands, part_at};
use super::reading::reader::Reader;
use super::reading::state::Panes;
use super::search::state::SearchState;
use super::sheet::OpenSheet;
use super::toc::corrections::Corrections;
use super::toc::list::{OutlineList, PaneVisibility};
use super::toc::state::{TocBrowse, TocPlace};
use crate::doc::{Document, EncodingInfo, Pos, ViewKind};
use crate::error::Notice;
use crate::layout::TextOptions;
use crate::source::pipe::PipeProgress;
use crate::term::probe::TerminalFacts;
use crate::text::units::{Cells, Rows};
use crate::ui::geometry::{LayoutRequest, ScreenLayout, StatusVisibility};
use ratatui::layout::Rect;
use std::sync::Arc;

/// What has the keys. Each variant owns what it needs; two cannot be half open.
#[derive(Clone, Debug, Default)]
pub enum Mode {
    /// The text.
    #[default]
    Reading,
    /// The outline.
    Outline(TocBrowse),
    /// A line being typed.
    Prompt(Prompt),
    /// A sheet over the screen.
    Sheet(OpenSheet),
}

impl Mode {
    /// Whether the outline has the keys, or gets them back once a command was typed.
    fn is_in_outline(&self) -> bool {
        match self {
            Self::Outline(_) => true,
            Self::Prompt(prompt) => matches!(prompt.purpose, Purpose::Command(Some(_))),
            Self::Reading | Self::Sheet(_) => false,
        }
    }
}

/// Everything.
pub struct State {
    /// The document and the place in it.
    pub reader: Reader,
    /// What has the keys.
    pub mode: Mode,
    /// The outline as a list.
    pub outline_list: OutlineList,
    /// The arranged text, while its original is shown.
    pub reading_view: Option<Arc<dyn Document>>,
    /// Where the reader was in the view that was left, and was taken to in the one that is shown.
    pub view_return: Option<(Pos, Pos)>,
    /// What the reader has corrected in the outline.
    pub corrections: Corrections,
    /// The search, if there is one.
    pub search: Option<SearchState>,
    /// Earlier searches, oldest first.
    pub search_history: Vec<String>,
    /// Earlier commands, oldest first.
    pub command_history: Vec<String>,
    /// The jump list.
    pub jumps: JumpList,
    /// Keys and what they do.
    pub keymap: Keymap,
    /// Keys pressed so far.
    pub pending: PendingKeys,
    /// How everything looks.
    pub appearance: Appearance,
    /// What the terminal has said of itself.
    pub terminal_facts: TerminalFacts,
    /// Whether only the text is shown.
    pub panes: Panes,
    /// Something to be told in the status line until the next key.
    pub message: Option<Notice>,
    /// What there was to be told of the configuration at the start.
    pub start_notices: Vec<Notice>,
    /// What was told last of the part the reader is in.
    pub shown_part_notices: Vec<Notice>,
    /// How many lines not shown were told of last.
    pub shown_hidden_count: u64,
    /// How many 字 a byte of the text is, by section.
    pub density: CharDensity,
    /// Level of essays or chapters in the outline.
    pub top_level: u8,
    /// The essay or chapter the reader is in, once that is known.
    pub part: Option<ReadingPart>,
    /// 字 left to the end of the essay or chapter.
    pub chars_left: Option<u64>,
    /// Whether more of the text is still coming out of a pipe.
    pub pipe_progress: PipeProgress,
    /// Where the file is, for the facts sheet; empty for the essays that are built in.
    pub path: String,
    /// The outline job's name.
    pub outline_job: JobId,
    /// The name of the job that answers a question about headings.
    pub heading_query_job: JobId,
    area: Rect,
    screen: ScreenLayout,
    next_job: u64,
}

impl State {
    /// A reader at the beginning of a document, on a screen without size: the first message is its
    /// size.
    pub fn new(reader: Reader, appearance: Appearance, keymap: Keymap, path: String) -> Self {
        Self {
            reader,
            mode: Mode::Reading,
            outline_list: OutlineList::default(),
            reading_view: None,
            view_return: None,
            corrections: Corrections::default(),
            search: None,
            search_history: Vec::new(),
            command_history: Vec::new(),
            jumps: JumpList::default(),
            keymap,
            pending: PendingKeys::default(),
            appearance,
            terminal_facts: TerminalFacts::default(),
            panes: Panes::Shown,
            message: None,
            start_notices: Vec::new(),
            shown_part_notices: Vec::new(),
            shown_hidden_count: 0,
            density: CharDensity::default(),
            top_level: 1,
            part: None,
            chars_left: None,
            pipe_progress: PipeProgress::Ended,
            path,
            outline_job: JobId(0),
            heading_query_job: JobId(0),
            area: Rect::default(),
            screen: ScreenLayout::default(),
            next_job: 1,
        }
    }

    /// A name for a new job.
    pub fn new_job(&mut self) -> JobId {
        self.next_job += 1;
        JobId(self.next_job)
    }

    /// Where things are on the screen.
    pub fn screen(&self) -> &ScreenLayout {
        &self.screen
    }

    /// Takes the size of the screen.
    pub fn resize(&mut self, width: u16, height: u16) {
        self.area = Rect::new(0, 0, width, height);
        self.relayout();
    }

    /// Places everything anew; the text keeps its first line.
    pub fn relayout(&mut self) {
        let pane = match (self.panes, self.outline_list.pane) {
            (Panes::Shown, PaneVisibility::Shown) if self.may_have_outline() => {
                Some(self.outline_list.width)
            }
            _ => None,
        };
        self.screen = ScreenLayout::split(
            self.area,
            LayoutRequest {
                pane,
                measure: self.appearance.measure,
                status: match self.panes {
                    Panes::Shown => StatusVisibility::Shown,
                    Panes::Hidden => StatusVisibility::Hidden,
                },
            },
        );
        let column = self.screen.column;
        let rows = Rows(u32::from(column.height));
        let options = self.appearance.options(self.reader.doc.lang(), rows);
        self.reader.set_options(options);
        self.reader
            .resize(self.appearance.setting(Cells(column.width)), rows);
        self.follow_in_toc();
    }

    /// Whether there is an outline, or there may be one yet.
    fn may_have_outline(&self) -> bool {
        let outline = &self.reader.outline;
        !(outline.complete && outline.headings.is_empty())
    }

    /// Rows of the outline on the screen.
    pub fn list_height(&self) -> usize {
        let height = match &self.mode {
            Mode::Outline(TocBrowse {
                place: TocPlace::Full,
                ..
            }) => self.screen.text.height.saturating_sub(1),
            _ => self.screen.pane.height,
        };
        usize::from(height.max(1))
    }

    /// The outline follows the reader, unless it has the keys itself.
    pub fn follow_in_toc(&mut self) {
        if !self.mode.is_in_outline() {
            let near = self.reader.outline.index_at(self.reader.anchor());
            self.outline_list.select(near.unwrap_or(0));
        }
        let height = self.list_height();
        self.outline_list.scroll_to_cursor(height);
    }

    /// Works out in which part the reader is and how much of it is left to read. Nothing is said of it before the part
    /// and its end are known: a text whose outline is still being read is no part of its own, and the first screen
    /// need not wait.
    pub fn update_progress(&mut self) {
        let here = self.reader.anchor();
        let doc = &*self.reader.doc;
        let outline = &self.reader.outline;
        let part = part_at(doc, outline, self.top_level, here);
        let is_known = outline.is_complete_at(here);
        self.part = is_known.then_some(part);
        let ends_somewhere = part.end.is_some() || outline.complete;
        let is_read = self.reader.is_at_end();
        self.chars_left = (is_known && ends_somewhere && !is_read)
            .then(|| self.density.chars_left(doc, part, here));
    }

    /// Tells what is wrong with the part the reader has come to, unless something else is told.
    pub fn notify_part_problems(&mut self) {
        let notices = self.reader.doc.problems_at(self.reader.anchor());
        if notices == self.shown_part_notices {
            return;
        }
        if self.message.is_none() {
            self.message = notices.first().cloned();
        }
        self.shown_part_notices = notices;
    }

    /// Tells once how many lines of the text are not shown, unless something else is told.
    pub fn notify_hidden_lines(&mut self) {
        if self.message.is_some() || self.reading_view.is_some() {
            return;
        }
        let count = self.reader.doc.hidden_lines(self.reader.anchor());
        if count > 0 && count != self.shown_hidden_count {
            let lines = group_thousands(count);
            let (zh, en) = match self.reader.doc.view_kind() {
                Some(ViewKind::Annotated) => ("符号说明", "notes on signs"),
                Some(ViewKind::Reflowed | ViewKind::Article) | None => ("广告", "advertisements"),
            };
            self.notify(
                format!("隐藏了 {lines} 行{zh}（O 看原样）"),
                match count {
                    1 => format!("1 line of {en} hidden (O shows it)"),
                    _ => format!("{lines} lines of {en} hidden (O shows them)"),
                },
            );
        }
        self.shown_hidden_count = count;
    }

    /// Moves the reader with `go`, and remembers where the jump began if it led elsewhere.
    pub fn jump(&mut self, go: impl FnOnce(&mut Reader)) {
        let from = self.reader.anchor();
        go(&mut self.reader);
        if self.reader.anchor() != from {
            self.jumps.push(from);
        }
    }

    /// The encoding of what is read.
    pub fn encoding(&self) -> Option<EncodingInfo> {
        self.reader.doc.encoding(self.reader.anchor().section)
    }

    /// How the words of a sheet are set: on single rows, with no room for readings above.
    pub fn sheet_options(&self) -> TextOptions {
        self.appearance.options(self.reader.doc.lang(), Rows(1))
    }

    /// Tells something in the status line.
    pub fn notify(&mut self, zh: impl Into<String>, en: impl Into<String>) {
        self.message = Some(Notice::new(zh, en));
    }

    /// Nothing more to be done.
    pub const fn no_effects() -> Vec<Effect> {
        Vec::new()
    }
}
