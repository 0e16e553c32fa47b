//! Options of less. Those with a meaning here are heeded, the others are taken without effect, so that commands and
//! settings made for less work. What has no effect but would change what the reader sees is named.

use crate::app::input::state::QuitRules;
use crate::app::opening::start_place::StartPlace;
use crate::app::reading::motion::Direction;
use crate::doc::InkLimit;
use crate::formats::options::TerminalForm;
use crate::text::forms::CaseRule;

/// Letters of options without a value.
const FLAGS: &str = "aABcCdeEfFgGiIJKLmMnNqQrRsSuUwWX~";
/// Letters of options with a value.
const VALUED: &str = "bDjkloOPpTtxyz#\"";
/// Letters of options with a number as their value.
const NUMBERED: &str = "bhjxyz#";
/// Letters of options that would change what the reader sees, and have no effect here.
const IDLE: &str = "aAgGhjJnNoOstTwWyz";
/// Long names without a value, each with the letter of the option; a blank for one without a letter and without effect.
#[rustfmt::skip]
const LONG_FLAGS: [(&str, char); 62] = [
    ("search-skip-screen", 'a'), ("SEARCH-SKIP-SCREEN", 'A'), ("auto-buffers", 'B'), ("clear-screen", 'c'),
    ("CLEAR-SCREEN", 'C'), ("dumb", 'd'), ("quit-at-eof", 'e'), ("QUIT-AT-EOF", 'E'), ("force", 'f'),
    ("quit-if-one-screen", 'F'), ("hilite-search", 'g'), ("HILITE-SEARCH", 'G'), ("ignore-case", 'i'),
    ("IGNORE-CASE", 'I'), ("status-column", 'J'), ("quit-on-intr", 'K'), ("no-lessopen", 'L'), ("long-prompt", 'm'),
    ("LONG-PROMPT", 'M'), ("line-numbers", 'n'), ("LINE-NUMBERS", 'N'), ("quiet", 'q'), ("silent", 'q'),
    ("QUIET", 'Q'), ("SILENT", 'Q'), ("raw-control-chars", 'r'), ("RAW-CONTROL-CHARS", 'R'),
    ("squeeze-blank-lines", 's'), ("chop-long-lines", 'S'), ("underline-special", 'u'), ("UNDERLINE-SPECIAL", 'U'),
    ("hilite-unread", 'w'), ("HILITE-UNREAD", 'W'), ("no-init", 'X'), ("tilde", '~'), ("old-bot", ' '),
    ("incsearch", ' '), ("mouse", ' '), ("MOUSE", ' '), ("use-color", ' '), ("use-backslash", ' '),
    ("follow-name", ' '), ("exit-follow-on-close", ' '), ("no-keypad", ' '), ("no-histdups", ' '),
    ("save-marks", ' '), ("status-line", ' '), ("redraw-on-quit", ' '), ("show-preproc-errors", ' '),
    ("file-size", ' '), ("no-vbell", ' '), ("no-poll", ' '), ("no-edit-warn", ' '), ("no-paste", ' '),
    ("form-feed", ' '), ("proc-backspace", ' '), ("PROC-BACKSPACE", ' '), ("proc-tab", ' '), ("PROC-TAB", ' '),
    ("proc-return", ' '), ("PROC-RETURN", ' '), ("no-number-headers", ' '),
];
/// Long names with a value, each with the letter of the option.
#[rustfmt::skip]
const LONG_VALUED: [(&str, char); 28] = [
    ("buffers", 'b'), ("max-back-scroll", ' '), ("jump-target", 'j'), ("lesskey-file", 'k'), ("lesskey-src", 'k'),
    ("lesskey-content", 'k'), ("log-file", 'o'), ("LOG-FILE", 'O'), ("pattern", 'p'), ("prompt", 'P'),
    ("tag", 't'), ("tag-file", 'T'), ("tabs", 'x'), ("max-forw-scroll", 'y'), ("window", 'z'), ("shift", '#'),
    ("quotes", '"'), ("rscroll", ' '), ("status-col-width", ' '), ("line-num-width", ' '), ("wheel-lines", ' '),
    ("match-shift", ' '), ("header", ' '), ("search-options", ' '), ("intr", ' '), ("modelines", ' '),
    ("autosave", ' '), ("cmd", ' '),
];

/// Options of less that have a meaning here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option that is given or not"
)]
pub struct LessOptions {
    /// `-F`: a text that fits on the screen is printed.
    pub quits_if_one_screen: bool,
    /// `-R`: the input is output for a terminal.
    pub is_raw: bool,
    /// `-K`: Ctrl-C ends the program.
    pub quits_on_interrupt: bool,
    /// `-e`, `-E`: moving on at the end ends the program.
    pub quits_at_end: bool,
    /// `-X`: the page seen last stays on the screen of the shell.
    pub leaves_page: bool,
    /// `-I`: capitals never count in searches; `-i`, if they are typed, as without it.
    pub search_case: CaseRule,
    /// `-S`: lines wider than the screen are cut.
    pub chops_lines: bool,
    /// `-x`: cells between two stops of tabs.
    pub tab_cells: Option<u16>,
    /// `-p` and `+` of the variable `LESS`: places at which reading begins.
    pub start: Vec<StartPlace>,
    /// Options without effect that would change what the reader sees.
    pub idle: Vec<String>,
}

impl LessOptions {
    /// Takes an option without a value by its letter. `false` if less has no such option.
    pub(crate) fn take_flag(&mut self, letter: char) -> bool {
        let is_taken = FLAGS.contains(letter);
        match letter {
            'F' => self.quits_if_one_screen = true,
            'R' | 'r' => self.is_raw = true,
            'K' => self.quits_on_interrupt = true,
            'e' | 'E' => self.quits_at_end = true,
            'X' => self.leaves_page = true,
            'S' => self.chops_lines = true,
            'I' => self.search_case = CaseRule::Folded,
            'i' => self.search_case = CaseRule::Smart,
            _ => self.note_idle(letter),
        }
        is_taken
    }

    /// Takes an option with a value by its letter.
    pub(crate) fn take_valued(&mut self, letter: char, value: &str) {
        match letter {
            'p' => {
                let place = StartPlace::Hit(value.to_owned(), Direction::Next);
                self.start.push(place);
            }
            'x' => {
                let first = value.split(',').next().unwrap_or_default();
                let cells = first.trim().parse().ok();
                self.tab_cells = cells.filter(|cells| (1..=100).contains(cells));
            }
            _ => self.note_idle(letter),
        }
    }

    /// Takes an option without a value by its long name. `false` if it is not one that is taken.
    pub(crate) fn take_long_flag(&mut self, name: &str) -> bool {
        let Some((_, letter)) = LONG_FLAGS.iter().find(|(long, _)| *long == name) else {
            return false;
        };
        *letter == ' ' || self.take_flag(*letter)
    }

    /// Takes an option with a value by its long name.
    pub(crate) fn take_long_valued(&mut self, name: &str, value: &str) {
        if let Some((_, letter)) = LONG_VALUED.iter().find(|(long, _)| *long == name) {
            self.take_valued(*letter, value);
        }
    }

    /// Returns when the program ends by itself.
    pub(crate) const fn quit_rules(&self) -> QuitRules {
        QuitRules {
            on_interrupt: self.quits_on_interrupt,
            at_end: self.quits_at_end,
        }
    }

    /// Returns the form of output for a terminal with these colours.
    pub(crate) fn terminal_form(&self, inks: InkLimit) -> TerminalForm {
        let form = TerminalForm::from(inks);
        TerminalForm {
            tab_cells: self.tab_cells.unwrap_or(form.tab_cells),
            ..form
        }
    }

    fn note_idle(&mut self, letter: char) {
        let name = format!("-{letter}");
        if IDLE.contains(letter) && !self.idle.contains(&name) {
            self.idle.push(name);
        }
    }

    /// Returns the options with those of the variable `LESS`: letters and long names, each value up to a `$`.
    #[must_use]
    pub(crate) fn with_variable(mut self, variable: &str) -> Self {
        let mut rest = variable;
        while let Some(letter) = rest.chars().next() {
            let after = rest.get(letter.len_utf8()..).unwrap_or_default();
            if let Some(long) = rest.strip_prefix("--") {
                let end = long.find([' ', '$']).unwrap_or(long.len());
                let (option, after) = long.split_at(end);
                match option.split_once('=') {
                    Some((name, value)) => self.take_long_valued(name, value),
                    None => {
                        self.take_long_flag(option);
                    }
                }
                rest = after;
            } else if let Some(reset) = rest.strip_prefix("-+") {
                // The option goes back to its default, which it has here.
                let mut left = reset.chars();
                left.next();
                rest = left.as_str();
            } else if letter == '+' || VALUED.contains(letter) {
                let end = if NUMBERED.contains(letter) {
                    after.find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.' | ' ' | '-'))
                } else {
                    after.find('$').map(|at| at + 1)
                };
                let end = match after.get(..end.unwrap_or(after.len())) {
                    // A blank after a number ends it.
                    Some(value) if NUMBERED.contains(letter) => number_end(value),
                    value => value.map_or(0, str::len),
                };
                let (value, left) = after.split_at(end);
                let value = value.strip_suffix('$').unwrap_or(value);
                if letter == '+' {
                    self.start.push(StartPlace::from_plus(value.trim()));
                } else {
                    self.take_valued(letter, value);
                }
                rest = left;
            } else {
                self.take_flag(letter);
                rest = after;
            }
        }
        self
    }
}

/// Returns the end of the number at the start of a text, which blanks may precede.
fn number_end(text: &str) -> usize {
    let blanks = text.len() - text.trim_start().len();
    let number = text.get(blanks..).unwrap_or_default();
    let sign = usize::from(number.starts_with('-'));
    let digits = number.get(sign..).unwrap_or_default();
    let end = digits.find([' ', '-']).unwrap_or(digits.len());
    if end == 0 { 0 } else { blanks + sign + end }
}

/// Returns whether an option of less takes a value, by its letter.
pub(crate) fn takes_value(letter: char) -> bool {
    VALUED.contains(letter)
}

/// Returns whether an option of less takes a value, by its long name.
pub(crate) fn long_takes_value(name: &str) -> bool {
    LONG_VALUED.iter().any(|(long, _)| *long == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_variable_has_letters_and_prompts() {
        for (variable, fits, raw) in [
            ("", false, false),
            ("FRX", true, true),
            ("-F -X", true, false),
            ("-R", false, true),
            (
                "-ix8RmPm Manual page hi\\.1 ?ltline %lt?L/%L.:byte %bB (press F)$PM Manual F$",
                false,
                true,
            ),
            ("-PFRX", false, false),
            ("-Pprompt$F", true, false),
            ("x4F", true, false),
            ("--quit-if-one-screen --mouse", true, false),
            ("--RAW-CONTROL-CHARS", false, true),
            ("一F", true, false),
        ] {
            let less = LessOptions::default().with_variable(variable);
            let found = (less.quits_if_one_screen, less.is_raw);
            assert_eq!(found, (fits, raw), "{variable}");
        }
    }

    #[test]
    fn what_people_set_is_heeded_or_named() {
        let less = |variable: &str| LessOptions::default().with_variable(variable);
        let all = less("-R -i -M -S -F -X -K -x4 -j.5 -~ --mouse --use-color -N");
        assert!(all.is_raw && all.quits_if_one_screen && all.leaves_page);
        assert!(all.quits_on_interrupt && all.chops_lines);
        assert_eq!(all.tab_cells, Some(4));
        assert_eq!(all.idle, ["-j", "-N"]);
        for (variable, cells, chops) in [
            ("-x4S", Some(4), true),
            ("x8,16RS", Some(8), true),
            ("--tabs=4 --chop-long-lines", Some(4), true),
            ("-x0", None, false),
            ("-x 4 -S", Some(4), true),
            ("-j-3 -S", None, true),
            ("-b -1 -S", None, true),
            ("-+S", None, false),
        ] {
            let found = less(variable);
            let found = (found.tab_cells, found.chops_lines);
            assert_eq!(found, (cells, chops), "{variable}");
        }
        assert_eq!(
            less("-p字$-S +G").start,
            [
                StartPlace::Hit("字".to_owned(), Direction::Next),
                StartPlace::End
            ]
        );
    }

    #[test]
    fn letters_of_long_names_are_options() {
        for (name, letter) in LONG_FLAGS {
            assert!(letter == ' ' || FLAGS.contains(letter), "{name}");
        }
        for (name, letter) in LONG_VALUED {
            assert!(letter == ' ' || VALUED.contains(letter), "{name}");
        }
    }
}
