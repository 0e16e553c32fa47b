//! The state of the program: the states of its features. Only [`super::update`] changes it.

use super::command::state::{CommandState, Covered, Prompt, Purpose};
use super::display::state::DisplayState;
use super::input::action::Context;
use super::input::keymap::Keymap;
use super::input::state::InputState;
use super::job::JobId;
use super::lists::state::{ListsState, OpenList};
use super::marks::state::MarksState;
use super::message::Effect;
use super::mouse::state::MouseState;
use super::next_text::state::NextTextState;
use super::notices::state::NoticeState;
use super::opening::state::OpeningState;
use super::outside::state::OutsideState;
use super::reading::appearance::Appearance;
use super::reading::reader::Reader;
use super::reading::state::ReadingState;
use super::search::state::SearchState;
use super::select::state::{SelectState, Selection};
use super::sheet::{OpenSheet, SheetKind};
use super::shelf::state::ShelfState;
use super::toc::state::{TocBrowse, TocState};
use crate::formats::blocks::document::BlockDocument;
use crate::layout::{Setting, TextOptions};
use crate::messages::Catalogue;
use crate::session::config::Config;
use crate::session::local_zone::LocalZone;
use crate::ui::geometry::ScreenLayout;
use crate::ui::list::{ListAreas, ListPreview};
use std::sync::Arc;

/// State of the program.
pub struct State {
    /// Mode, which decides who receives the keys.
    pub mode: Mode,
    /// Key bindings and pending keys.
    pub input: InputState,
    /// The document being opened, and its origin.
    pub opening: OpeningState,
    /// The way from this text to the next.
    pub next_text: NextTextState,
    /// The text, and the reader's place in it.
    pub reading: ReadingState,
    /// Theme, measure and other looks of the text.
    pub appearance: Appearance,
    /// The screen.
    pub display: DisplayState,
    /// The outline pane.
    pub toc: TocState,
    /// The search.
    pub search: SearchState,
    /// Highlights and notes of the reader.
    pub marks: MarksState,
    /// The selection, while another mode has the keys.
    pub select: SelectState,
    /// Texts read before.
    pub shelf: ShelfState,
    /// Places in the lists.
    pub lists: ListsState,
    /// The command line.
    pub command: CommandState,
    /// Notices.
    pub notices: NoticeState,
    /// State of the programs outside.
    pub outside: OutsideState,
    /// Settings as the configuration and the command line have them, with the reader's changes.
    pub settings: Config,
    /// The mouse.
    pub mouse: MouseState,
    /// Time zone of the dates on the screen.
    pub zone: LocalZone,
    last_job: JobId,
}

/// Mode: the part of the screen that receives the keys. Each variant owns its data, so two can never be half open.
#[derive(Clone, Debug, Default)]
pub enum Mode {
    /// The text.
    #[default]
    Reading,
    /// A selection in the text.
    Selecting(Selection),
    /// The outline.
    Outline(TocBrowse),
    /// A list over the screen.
    List(OpenList),
    /// A line being typed.
    Prompt(Prompt),
    /// A sheet over the screen, and the mode that it covers.
    Sheet(OpenSheet, Box<Self>),
}

impl Mode {
    /// Returns the context of the keys.
    pub fn context(&self) -> Context {
        match self {
            Self::Outline(_) => Context::Outline,
            Self::Selecting(_) => Context::Selection,
            Self::List(_) => Context::List,
            Self::Sheet(sheet, _) if matches!(sheet.kind, SheetKind::Word(_)) => {
                Context::Dictionary
            }
            Self::Reading | Self::Prompt(_) | Self::Sheet(..) => Context::Reading,
        }
    }

    /// Returns what the command line being typed lies over; `None` without one.
    pub fn covered(&self) -> Option<&Covered> {
        match self {
            Self::Prompt(Prompt {
                purpose: Purpose::Command(covered),
                ..
            }) => Some(covered),
            _ => None,
        }
    }

    /// Returns the outline that receives the keys now, or will once the command being typed is finished.
    pub fn outline(&self) -> Option<&TocBrowse> {
        match (self, self.covered()) {
            (Self::Outline(browse), _) | (_, Some(Covered::Outline(browse))) => Some(browse),
            _ => None,
        }
    }

    /// Returns whether the outline receives the keys now, or will once the command being typed or the sheet is finished.
    pub fn is_in_outline(&self) -> bool {
        match self {
            Self::Sheet(_, covered) => covered.is_in_outline(),
            _ => self.outline().is_some(),
        }
    }
}

impl From<Covered> for Mode {
    fn from(covered: Covered) -> Self {
        match covered {
            Covered::Text => Self::Reading,
            Covered::Outline(browse) => Self::Outline(browse),
            Covered::List(list) => Self::List(list),
        }
    }
}

impl State {
    /// Builds the state of a program without a document, on a screen of size 0.
    pub fn new(appearance: Appearance, keymap: Keymap, opening: OpeningState) -> Self {
        let empty = Arc::new(BlockDocument::default());
        let reader = Reader::new(empty, TextOptions::default(), Setting::default());
        Self {
            mode: Mode::Reading,
            input: InputState::new(keymap),
            opening,
            next_text: NextTextState::default(),
            reading: ReadingState::new(reader),
            appearance,
            display: DisplayState::default(),
            toc: TocState::default(),
            search: SearchState::default(),
            marks: MarksState::default(),
            select: SelectState::default(),
            shelf: ShelfState::default(),
            lists: ListsState::default(),
            command: CommandState::default(),
            notices: NoticeState::default(),
            outside: OutsideState::default(),
            settings: Config::default(),
            mouse: MouseState::new(true),
            zone: LocalZone::default(),
            last_job: JobId(0),
        }
    }

    /// Returns an unused id for a new job.
    pub fn new_job(&mut self) -> JobId {
        self.last_job.0 += 1;
        self.last_job
    }

    /// Returns the layout of the screen.
    pub fn screen(&self) -> &ScreenLayout {
        &self.display.layout
    }

    /// Returns the areas of a list. A screen that is read aloud has its rows alone.
    pub fn list_areas(&self) -> ListAreas {
        let preview = if self.appearance.is_plain_screen() {
            ListPreview::Hidden
        } else {
            ListPreview::Shown
        };
        ListAreas::split(self.screen().area, preview)
    }

    /// Returns the catalogue of the interface language.
    pub const fn texts(&self) -> &'static Catalogue {
        self.appearance.lang.catalogue()
    }

    /// Opens a sheet; once it is closed, the present mode has the keys again.
    pub fn open_sheet(&mut self, sheet: OpenSheet) {
        let covered = std::mem::take(&mut self.mode);
        self.mode = Mode::Sheet(sheet, Box::new(covered));
    }

    /// Closes the sheet.
    pub fn close_sheet(&mut self) {
        if let Mode::Sheet(_, covered) = std::mem::take(&mut self.mode) {
            self.mode = *covered;
        }
    }

    /// Shows a notice in the status line until the next key.
    pub fn notify(&mut self, text: impl Into<String>) {
        self.notices.message = Some(text.into());
    }

    /// Shows a question in the status line, which the next key answers.
    pub fn ask(&mut self, text: impl Into<String>) {
        let text = text.into();
        self.notices.question = Some(text.clone());
        self.notices.message = Some(text);
    }

    /// Returns an empty list of effects.
    pub const fn no_effects() -> Vec<Effect> {
        Vec::new()
    }
}
