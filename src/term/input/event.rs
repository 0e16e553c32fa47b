//! Types of events. The bytes they are read from are the parser's business.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A key was pressed. A character key carries SHIFT only with the blank: `G` is `Char('G')`.
    Key(KeyEvent),
    /// Text was pasted; line ends are `\n`. At most `MAX_PASTE_BYTES` bytes, the rest is dropped.
    Paste(String),
    /// The mouse did something, while its reports are on.
    Mouse(Mouse),
    /// The window gained or lost the focus.
    Focus(Focus),
    /// The window has a new size, in cells; neither is ever 0.
    Resize {
        /// Columns.
        width: u16,
        /// Rows.
        height: u16,
    },
    /// The terminal answered a question.
    Reply(Reply),
    /// A signal arrived that asks for something.
    Signal(Signal),
    /// A worker has news (`events::Waker`).
    Wake,
    /// The terminal is gone: save, write nothing, exit 129.
    Hangup,
}

/// Returns a key event.
pub(crate) const fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
    Event::Key(KeyEvent::new(code, modifiers))
}

/// Whether the window has the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// It has.
    Gained,
    /// It has not.
    Lost,
}

/// A signal that the program answers itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Signal {
    /// SIGINT: leave, exit 130.
    Interrupt,
    /// SIGQUIT: leave, exit 131.
    Quit,
    /// SIGTERM: leave, exit 143.
    Terminate,
    /// SIGTSTP: suspend.
    Suspend,
    /// SIGCONT: continued after a stop; take the terminal again and draw everything.
    Continue,
}

impl Signal {
    /// The exit code by the custom of shells, 128 + number, for signals that end the program.
    pub const fn exit_code(self) -> Option<u8> {
        match self {
            Self::Interrupt => Some(130),
            Self::Quit => Some(131),
            Self::Terminate => Some(143),
            Self::Suspend | Self::Continue => None,
        }
    }
}

/// One report of the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What it did.
    pub kind: MouseKind,
    /// Column in cells, from 0.
    pub column: u16,
    /// Row in cells, from 0.
    pub row: u16,
    /// SHIFT, ALT and CONTROL, as held.
    pub modifiers: KeyModifiers,
}

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseKind {
    /// A button went down.
    Press(Button),
    /// A button went up.
    Release(Button),
    /// Moved with a button held (mode 1002 only).
    Drag(Button),
    /// One notch away from the user.
    WheelUp,
    /// One notch towards the user.
    WheelDown,
}

/// A button of the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Button {
    /// The left one.
    Left,
    /// The middle one.
    Middle,
    /// The right one.
    Right,
}

/// An answer of the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// Where the cursor is (answer to `CSI 6n`), from 0.
    Cursor {
        /// Column in cells.
        column: u16,
        /// Row in cells.
        row: u16,
    },
    /// What the terminal is (answer to `CSI c`); every terminal gives it, so it ends a round.
    Attributes,
    /// The state of a private mode (answer to DECRQM): 0 unknown, 1 set, 2 reset, 3 and 4 for good.
    Mode {
        /// Which.
        mode: u16,
        /// Its state.
        state: u16,
    },
    /// A colour of the terminal (answer to OSC 10 or 11), 16 bits a channel: red, green, blue.
    Colour(ReportedColour, [u16; 3]),
    /// Name and version (answer to XTVERSION).
    Version(String),
}

/// Which colour of the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportedColour {
    /// Of the letters.
    Foreground,
    /// Of the paper.
    Background,
}
