//! Links that the terminal opens itself (OSC 8). A cell holds the number of its address as the colour of its underline,
//! which is otherwise unused; so cells with other addresses differ, and scrolled rows keep theirs.

use ratatui::buffer::Cell;
use ratatui::style::Color;
use std::collections::HashMap;
use std::fmt::Write as _;

/// Schemes of addresses that are written out.
const SCHEMES: [&str; 3] = ["http://", "https://", "mailto:"];
/// Longest address in bytes; terminals drop longer ones.
const MAX_ADDRESS_BYTES: usize = 2083;

/// Returns an address as a terminal gets it, in printable ASCII; `None` for one that no terminal should open.
pub fn terminal_address(link: &str) -> Option<String> {
    let lower = link.get(..8).unwrap_or(link).to_ascii_lowercase();
    if !SCHEMES.iter().any(|scheme| lower.starts_with(scheme)) {
        return None;
    }
    let mut address = String::with_capacity(link.len());
    for byte in link.bytes() {
        match byte {
            b'!'..=b'~' => address.push(char::from(byte)),
            _ => write!(address, "%{byte:02X}").expect("a string takes all"),
        }
    }
    (address.len() <= MAX_ADDRESS_BYTES).then_some(address)
}

/// Returns the colour that stands for an address in a cell.
pub fn address_colour(address: &str) -> Color {
    // FNV-1a.
    let hash = address.bytes().fold(0x811C_9DC5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    let [_, red, green, blue] = (hash ^ (hash >> 24)).to_be_bytes();
    Color::Rgb(red, green, blue)
}

/// Addresses of the links on the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkTable {
    addresses: HashMap<Color, String>,
}

impl LinkTable {
    /// Adds an address of [`terminal_address`].
    pub fn insert(&mut self, address: String) {
        self.addresses.insert(address_colour(&address), address);
    }

    /// Returns the address of a cell.
    pub(crate) fn address_of(&self, cell: &Cell) -> Option<&str> {
        self.addresses
            .get(&cell.underline_color)
            .map(String::as_str)
    }
}

/// Returns whether the environment names a terminal that is known to open links. `variable` returns its variables.
pub fn is_known(variable: impl Fn(&str) -> Option<String>) -> bool {
    let is_set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    let term = variable("TERM").unwrap_or_default();
    let terms = [
        "kitty",
        "foot",
        "alacritty",
        "wezterm",
        "ghostty",
        "contour",
    ];
    let programs = [
        "iTerm.app",
        "WezTerm",
        "vscode",
        "ghostty",
        "Hyper",
        "Tabby",
        "rio",
        "mintty",
    ];
    // Since 0.50; older ones print garbage.
    let vte = variable("VTE_VERSION").and_then(|version| version.parse::<u32>().ok());
    let is_in_multiplexer = is_set("TMUX") || is_set("STY") || term == "dumb";
    !is_in_multiplexer
        && (terms.iter().any(|name| term.contains(name))
            || variable("TERM_PROGRAM").is_some_and(|name| programs.contains(&name.as_str()))
            || vte.is_some_and(|version| version >= 5000)
            || [
                "KITTY_WINDOW_ID",
                "KONSOLE_VERSION",
                "WT_SESSION",
                "DOMTERM",
            ]
            .iter()
            .any(|name| is_set(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_no_byte_that_a_terminal_acts_on() {
        assert_eq!(
            terminal_address("https://example.org/山?a=b").as_deref(),
            Some("https://example.org/%E5%B1%B1?a=b")
        );
        let hostile = terminal_address("http://a/\x1b]0;x\x07\u{9b}\n b").unwrap();
        assert!(
            hostile.bytes().all(|byte| (b'!'..=b'~').contains(&byte)),
            "{hostile}"
        );
        assert!(terminal_address("MAILTO:a@example.org").is_some());
        for link in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "",
            "#top",
            "山",
            "http:/",
        ] {
            assert_eq!(terminal_address(link), None, "{link}");
        }
        assert_eq!(
            terminal_address(&format!("http://{}", "a".repeat(4000))),
            None
        );
    }

    #[test]
    fn terminals_that_open_links_are_known_by_name() {
        let known = |pairs: &[(&str, &str)]| {
            is_known(|name| {
                let found = pairs.iter().find(|(key, _)| *key == name);
                found.map(|(_, value)| (*value).to_owned())
            })
        };
        assert!(known(&[("TERM", "xterm-kitty")]));
        assert!(known(&[
            ("TERM", "xterm-256color"),
            ("VTE_VERSION", "6800")
        ]));
        assert!(!known(&[
            ("TERM", "xterm-256color"),
            ("VTE_VERSION", "4205")
        ]));
        assert!(!known(&[("TERM", "xterm-256color")]));
        assert!(!known(&[("TERM", "xterm-kitty"), ("TMUX", "/tmp/x")]));
    }
}
