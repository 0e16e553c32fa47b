//! Queries to the terminal at the start, and the facts that follow from the replies.
//! The queries are part of the first frame's write. Nothing waits for them: the frame is drawn with a guess and
//! adapts when replies arrive as events. Late or missing replies are harmless.
//!
//! A width is queried by printing the character at the top left and requesting the cursor position.

use super::backend::SyncUpdates;
use super::input::{Reply, ReportedColour};
use crate::text::width::{Ambiguous, Vs16};

/// Characters printed to be measured, in order; the replies come in the same order.
const PROBES: [&str; 3] = ["“", "…", "❤\u{fe0f}"];

/// Number of cursor reports in the replies to `QUERY` (`Parser::expect_cursor_reports`).
pub const CURSOR_REPORT_COUNT: u16 = PROBES.len() as u16;

/// Queries: three widths, the background colour, synchronized updates, and last the one that every terminal
/// answers. Leaves a blank first row and the cursor at the top left.
pub const QUERY: &[u8] = concat!(
    "\x1b[H“\x1b[6n",
    "\x1b[H…\x1b[6n",
    "\x1b[H❤\u{fe0f}\x1b[6n",
    "\x1b[H\x1b[K",
    "\x1b]11;?\x1b\\",
    "\x1b[?2026$p",
    "\x1b[c",
)
.as_bytes();

/// Returns whether a terminal with this `TERM` can be queried. Excluded are the Linux console, which would
/// print some of the queries, and very limited terminals.
pub fn can_probe(term: Option<&str>) -> bool {
    let speechless = [
        "dumb", "unknown", "linux", "cons25", "vt52", "eterm", "emacs",
    ];
    term.is_some_and(|term| {
        !term.is_empty() && !speechless.iter().any(|name| term.starts_with(name))
    })
}

/// Brightness of the background, for the choice of a theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Background {
    /// Light background, for dark text.
    Light,
    /// Dark background, for light text.
    Dark,
}

/// Facts about the terminal; `None` if it did not report them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TerminalFacts {
    /// Width of ambiguous characters in text. Wide if any measured one is, the safe choice for a terminal that
    /// sets widths one by one.
    pub ambiguous: Option<Ambiguous>,
    /// Width of emoji with U+FE0F.
    pub vs16: Option<Vs16>,
    /// Brightness of the background.
    pub background: Option<Background>,
    /// Colour of the background, 8 bits per channel.
    pub paper: Option<[u8; 3]>,
    /// Support of synchronized updates.
    pub sync: Option<SyncUpdates>,
}

/// State of the queries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ProbeProgress {
    /// The last reply is missing.
    #[default]
    Waiting,
    /// All replies have arrived.
    Complete,
}

/// Collector of the replies to `QUERY`, which arrive in order.
#[derive(Clone, Debug, Default)]
pub struct ProbeAnswers {
    widths: Vec<u16>,
    facts: TerminalFacts,
    progress: ProbeProgress,
}

impl ProbeAnswers {
    /// Adds a reply. After the last one only colours and modes still change the facts; terminals may report
    /// colours when their theme changes.
    pub fn take(&mut self, reply: &Reply) {
        match reply {
            Reply::Cursor { column, .. } if self.progress == ProbeProgress::Waiting => {
                self.widths.push(*column);
            }
            Reply::Mode { mode: 2026, state } => {
                self.facts.sync = Some(match state {
                    1..=3 => SyncUpdates::On,
                    _ => SyncUpdates::Off,
                });
            }
            Reply::Colour(ReportedColour::Background, colour) => {
                self.facts.background = Some(background(*colour));
                self.facts.paper = Some(colour.map(|channel| (channel >> 8) as u8));
            }
            Reply::Attributes => self.progress = ProbeProgress::Complete,
            Reply::Cursor { .. }
            | Reply::Mode { .. }
            | Reply::Colour(ReportedColour::Foreground, _)
            | Reply::Version(_) => {}
        }
    }

    /// Returns the state of the queries.
    pub fn progress(&self) -> ProbeProgress {
        self.progress
    }

    /// Returns the facts known so far.
    pub fn facts(&self) -> TerminalFacts {
        let cells = |probe: usize| self.widths.get(probe).copied();
        let ambiguous = |probe| match cells(probe) {
            Some(1) => Some(Ambiguous::Narrow),
            Some(2) => Some(Ambiguous::Wide),
            _ => None,
        };
        let text = match (ambiguous(0), ambiguous(1)) {
            (Some(Ambiguous::Wide), _) | (_, Some(Ambiguous::Wide)) => Some(Ambiguous::Wide),
            (quote, dots) => quote.or(dots),
        };
        TerminalFacts {
            ambiguous: text,
            vs16: match cells(2) {
                Some(1) => Some(Vs16::One),
                Some(2) => Some(Vs16::Two),
                _ => None,
            },
            ..self.facts
        }
    }
}

/// Returns the brightness of a colour with 16 bits per channel, by its luminance (ITU-R BT.709).
fn background([red, green, blue]: [u16; 3]) -> Background {
    let luminance = u64::from(red) * 2126 + u64::from(green) * 7152 + u64::from(blue) * 722;
    if luminance > 5000 * u64::from(u16::MAX) {
        Background::Light
    } else {
        Background::Dark
    }
}

/// Returns the background that the environment reveals: `COLORFGBG`, and the Linux console, which is dark.
pub fn background_from_environment(colorfgbg: Option<&str>, term: &str) -> Option<Background> {
    let console = (term == "linux").then_some(Background::Dark);
    colorfgbg.and_then(background_from_colorfgbg).or(console)
}

/// Parses the environment variable `COLORFGBG` ("15;0", "0;default;15"), whose last number is the palette index
/// of the background. For terminals that do not reply.
fn background_from_colorfgbg(value: &str) -> Option<Background> {
    match value.rsplit(';').next()?.trim().parse::<u8>().ok()? {
        0..=6 | 8 => Some(Background::Dark),
        7 | 9..=15 => Some(Background::Light),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::term::input::{Event, Parser};

    /// Returns the facts from the replies of a terminal.
    fn facts(bytes: &str) -> (TerminalFacts, ProbeProgress) {
        let (mut parser, mut events) = (Parser::new(), Vec::new());
        parser.expect_cursor_reports(CURSOR_REPORT_COUNT);
        parser.feed(bytes.as_bytes(), &mut events);
        let mut answers = ProbeAnswers::default();
        for event in events {
            match event {
                Event::Reply(reply) => answers.take(&reply),
                other => panic!("{other:?} is no reply"),
            }
        }
        (answers.facts(), answers.progress())
    }

    #[test]
    fn the_questions_ask_for_every_probe_in_order() {
        let query = std::str::from_utf8(QUERY).unwrap();
        let mut rest = query;
        for probe in PROBES {
            rest = rest
                .strip_prefix("\x1b[H")
                .and_then(|rest| rest.strip_prefix(probe)?.strip_prefix("\x1b[6n"))
                .unwrap();
        }
        assert!(rest.starts_with("\x1b[H\x1b[K"));
        assert!(query.ends_with("\x1b[c"));
    }

    #[test]
    fn the_answers_of_real_terminals_are_understood() {
        let xterm =
            "\x1b[1;2R\x1b[1;2R\x1b[1;2R\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?2026;0$y\x1b[?64;1c";
        let (got, progress) = facts(xterm);
        assert_eq!(progress, ProbeProgress::Complete);
        assert_eq!(
            got,
            TerminalFacts {
                ambiguous: Some(Ambiguous::Narrow),
                vs16: Some(Vs16::One),
                background: Some(Background::Light),
                paper: Some([0xff; 3]),
                sync: Some(SyncUpdates::Off),
            }
        );
        let tmux_wide = "\x1b[1;3R\x1b[1;3R\x1b[1;3R\x1b[?2026;2$y\x1b[?1;2;4c";
        assert_eq!(
            facts(tmux_wide).0,
            TerminalFacts {
                ambiguous: Some(Ambiguous::Wide),
                vs16: Some(Vs16::Two),
                background: None,
                paper: None,
                sync: Some(SyncUpdates::On),
            }
        );
    }

    #[test]
    fn missing_and_strange_answers_leave_facts_open() {
        assert_eq!(
            facts(""),
            (TerminalFacts::default(), ProbeProgress::Waiting)
        );
        assert_eq!(
            facts("\x1b[?1;2c"),
            (TerminalFacts::default(), ProbeProgress::Complete)
        );
        assert_eq!(facts("\x1b[1;1R\x1b[1;9R").0, TerminalFacts::default());
        let one = facts("\x1b[1;2R\x1b[1;3R").0;
        assert_eq!(one.ambiguous, Some(Ambiguous::Wide));
    }

    #[test]
    fn the_environment_tells_light_from_dark() {
        for (value, want) in [
            ("15;0", Some(Background::Dark)),
            ("0;15", Some(Background::Light)),
            ("0;default;15", Some(Background::Light)),
            ("12;8", Some(Background::Dark)),
            ("15;default", None),
            ("", None),
            ("0;200", None),
        ] {
            assert_eq!(background_from_colorfgbg(value), want, "{value}");
        }
    }

    #[test]
    fn only_terminals_that_answer_are_asked() {
        for (term, want) in [
            (Some("xterm-256color"), true),
            (Some("tmux-256color"), true),
            (Some("linux"), false),
            (Some("dumb"), false),
            (Some(""), false),
            (None, false),
        ] {
            assert_eq!(can_probe(term), want, "{term:?}");
        }
    }
}
