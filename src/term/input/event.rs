//! Types of events. Their bytes are known to the parser only.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// Input event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Key press. A character key carries SHIFT only with the blank: `G` is `Char('G')`.
    Key(KeyEvent),
    /// Pasted text with `\n` line ends, at most `MAX_PASTE_BYTES` bytes; the rest is dropped.
    Paste(String),
    /// Mouse event, while mouse reports are on.
    Mouse(Mouse),
    /// Focus gained or lost by the window.
    Focus(Focus),
    /// New window size in cells, never 0.
    Resize {
        /// Columns.
        width: u16,
        /// Rows.
        height: u16,
    },
    /// Reply of the terminal to a query.
    Reply(Reply),
    /// Signal that requests an action.
    Signal(Signal),
    /// Message of a worker (`events::Waker`).
    Wake,
    /// Loss of the terminal: save, write nothing, exit 129.
    Hangup,
}

/// Returns a key event.
pub(crate) const fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
    Event::Key(KeyEvent::new(code, modifiers))
}

/// Change of the window's focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// The window has the focus.
    Gained,
    /// The window does not have the focus.
    Lost,
}

/// Signal that the program handles itself.
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
    /// Returns the exit code of a signal that ends the program, 128 + number as in shells; `None` for other
    /// signals.
    pub const fn exit_code(self) -> Option<u8> {
        match self {
            Self::Interrupt => Some(130),
            Self::Quit => Some(131),
            Self::Terminate => Some(143),
            Self::Suspend | Self::Continue => None,
        }
    }
}

/// Report of the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// Mouse action.
    pub kind: MouseKind,
    /// Column in cells, from 0.
    pub column: u16,
    /// Row in cells, from 0.
    pub row: u16,
    /// SHIFT, ALT and CONTROL, as held.
    pub modifiers: KeyModifiers,
}

/// Mouse action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseKind {
    /// Button pressed.
    Press(Button),
    /// Button released.
    Release(Button),
    /// Movement with a button held (mode 1002 only).
    Drag(Button),
    /// Notch of the wheel away from the user.
    WheelUp,
    /// Notch of the wheel towards the user.
    WheelDown,
    /// Tilt of the wheel to the left, or a notch of a second wheel.
    WheelLeft,
    /// Tilt of the wheel to the right, or a notch of a second wheel.
    WheelRight,
}

/// Mouse button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Button {
    /// Left button.
    Left,
    /// Middle button.
    Middle,
    /// Right button.
    Right,
    /// Back button on the side, number 8.
    Back,
    /// Forward button on the side, number 9.
    Forward,
}

/// Reply of the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// Position of the cursor (reply to `CSI 6n`), from 0.
    Cursor {
        /// Column in cells.
        column: u16,
        /// Row in cells.
        row: u16,
    },
    /// Terminal attributes (reply to `CSI c`). Every terminal sends it, so it ends a series of queries.
    Attributes,
    /// State of a private mode (reply to DECRQM): 0 unknown, 1 set, 2 reset, 3 permanently set, 4 permanently
    /// reset.
    Mode {
        /// Mode number.
        mode: u16,
        /// State.
        state: u16,
    },
    /// Colour of the terminal (reply to OSC 10 or 11), 16 bits per channel: red, green, blue.
    Colour(ReportedColour, [u16; 3]),
    /// Name and version (reply to XTVERSION).
    Version(String),
}

/// Colour in a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportedColour {
    /// Colour of text.
    Foreground,
    /// Colour of the background.
    Background,
}
