//! Options of less. Those with a meaning here are heeded, the others are taken without effect, so that commands and
//! settings made for less work.

/// Letters of options without a value.
const FLAGS: &str = "aABcCdeEfFgGiIJKLmMnNqQrRsSuUwWX~";
/// Letters of options with a value.
const VALUED: &str = "bDjkloOPpTtxyz#\"";
/// Long names of options without a value.
const LONG_FLAGS: [&str; 16] = [
    "chop-long-lines",
    "ignore-case",
    "IGNORE-CASE",
    "incsearch",
    "LINE-NUMBERS",
    "long-prompt",
    "LONG-PROMPT",
    "mouse",
    "no-init",
    "quiet",
    "quit-at-eof",
    "QUIT-AT-EOF",
    "quit-on-intr",
    "raw-control-chars",
    "RAW-CONTROL-CHARS",
    "use-color",
];
/// Long name of [`LessOptions::quits_if_one_screen`].
const QUIT_IF_ONE_SCREEN: &str = "quit-if-one-screen";

/// Options of less that have a meaning here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
}

impl LessOptions {
    /// Takes an option without a value by its letter. `false` if less has no such option.
    pub(crate) fn take_flag(&mut self, letter: char) -> bool {
        match letter {
            'F' => self.quits_if_one_screen = true,
            'R' | 'r' => self.is_raw = true,
            'K' => self.quits_on_interrupt = true,
            'e' | 'E' => self.quits_at_end = true,
            'X' => self.leaves_page = true,
            _ => {}
        }
        FLAGS.contains(letter)
    }

    /// Takes an option without a value by its long name. `false` if it is not one that is taken.
    pub(crate) fn take_long_flag(&mut self, name: &str) -> bool {
        match name {
            QUIT_IF_ONE_SCREEN => self.quits_if_one_screen = true,
            "raw-control-chars" | "RAW-CONTROL-CHARS" => self.is_raw = true,
            "quit-on-intr" => self.quits_on_interrupt = true,
            "quit-at-eof" | "QUIT-AT-EOF" => self.quits_at_end = true,
            "no-init" => self.leaves_page = true,
            _ => {}
        }
        name == QUIT_IF_ONE_SCREEN || LONG_FLAGS.contains(&name)
    }

    /// Returns the options with those of the variable `LESS`: letters and long names, each value up to a `$`.
    #[must_use]
    pub(crate) fn with_variable(mut self, variable: &str) -> Self {
        let mut rest = variable;
        while let Some(letter) = rest.chars().next() {
            let after = rest.get(letter.len_utf8()..).unwrap_or_default();
            if let Some(long) = rest.strip_prefix("--") {
                let end = long.find([' ', '$']).unwrap_or(long.len());
                let (name, after) = long.split_at(end);
                self.take_long_flag(name);
                rest = after;
            } else if letter == '+' || VALUED.contains(letter) {
                let is_number = "bhjxyz".contains(letter);
                let end = if is_number {
                    after.find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.'))
                } else {
                    after.find('$').map(|at| at + 1)
                };
                rest = after.get(end.unwrap_or(after.len())..).unwrap_or_default();
            } else {
                self.take_flag(letter);
                rest = after;
            }
        }
        self
    }
}

/// Returns whether an option of less takes a value, by its letter.
pub(crate) fn takes_value(letter: char) -> bool {
    VALUED.contains(letter)
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
}
