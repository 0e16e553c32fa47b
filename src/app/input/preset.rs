//! Keymaps in the manner of other programs: lists of actions with their keys, in place of the default ones.

/// Keys of actions that differ from the default.
type Preset = &'static [(&'static str, &'static [&'static str])];

/// Names of the keymaps for the configuration.
pub const KEYMAPS: [&str; 3] = ["default", "less", "vim"];

#[rustfmt::skip]
const LESS: Preset = &[
    ("help", &["h", "H", "<F1>"]),
    ("search-back", &["?"]),
    ("top", &["g", "<lt>", "<Home>", "<A-lt>"]),
    ("first-row", &["g", "<Home>"]),
    ("goto-line", &["g", "G", "<lt>", ">"]),
    // A key with `g` before it would keep `g` waiting.
    ("follow", &["<Enter>"]),
    ("open-outside", &["o"]),
    ("search-all", &[]),
    ("mark-word", &[]),
    ("unmark-words", &[]),
    ("copy-with-readings", &[]),
    ("page-down", &["<Space>", "f", "<C-f>", "<PgDn>", "z", "<A-Space>"]),
    ("page-up", &["b", "<C-b>", "<PgUp>", "<S-Space>", "w", "<A-v>"]),
    ("line-down", &["j", "<Down>", "<C-e>", "e", "<C-n>"]),
    ("line-up", &["k", "<Up>", "<C-y>", "y", "<C-p>"]),
    ("previous-section", &["["]),
    ("percent", &["%", "p"]),
    ("where", &["<C-g>", "="]),
    ("default-width", &[]),
    ("text-only", &[]),
    ("code-right", &["<Right>", "<C-Right>"]),
    ("code-left", &["<Left>", "<C-Left>"]),
    ("editor", &["v", "E"]),
    ("select", &["V"]),
    ("select-paragraphs", &[]),
    ("extend-left", &["<Left>"]),
    ("copy", &["Y"]),
    ("copy-with-source", &[]),
    ("redraw", &["<C-l>", "r", "R"]),
    ("ruby", &[]),
    ("reload", &["<F5>"]),
    ("fold", &["<Left>"]),
    ("fold-all", &["M"]),
    ("unfold-all", &["L"]),
    ("save-input", &["s"]),
    ("quit", &["q", "Q", "ZZ", "<C-q>"]),
];

#[rustfmt::skip]
const VIM: Preset = &[
    ("help", &["<F1>"]),
    ("search-back", &["?"]),
    ("goto-line", &["G", "gg"]),
    ("follow", &["<Enter>", "gf", "<C-]>"]),
    ("jump-back", &["<C-o>", "<A-Left>", "<C-t>"]),
    ("jump-forward", &["<C-i>", "<A-Right>"]),
    ("fold", &["h", "<Left>", "zc"]),
    ("unfold", &["l", "<Right>", "zo"]),
    ("fold-toggle", &["<Space>", "o", "za"]),
    ("fold-all", &["M", "H", "zM"]),
    ("unfold-all", &["R", "L", "zR"]),
    ("text-only", &["gz"]),
    ("place-top", &["zt", "z<Enter>"]),
    ("place-middle", &["zz", "z."]),
    ("place-bottom", &["zb", "z-"]),
    ("code-right", &["<C-Right>", "zl"]),
    ("code-left", &["<C-Left>", "zh"]),
    ("quit", &["q", "ZZ", "ZQ", "<C-q>"]),
    ("next-top-section", &["]]", "gt"]),
    ("previous-top-section", &["[[", "gT"]),
    ("where", &["<C-g>", "g<C-g>"]),
    ("make-heading", &["gA"]),
    ("theme", &["gc"]),
    ("justify", &["gJ"]),
    ("original", &["gO"]),
    ("ruby", &["gR"]),
    ("two-pages", &["gD"]),
    ("reload", &["<F5>", "gr"]),
    ("undo-correction", &["u", "U"]),
    ("half-page-down", &["<C-d>"]),
    ("half-page-up", &["<C-u>"]),
    ("rows-down", &["<PgDn>", "<C-f>", "<C-d>", "f"]),
    ("rows-up", &["<PgUp>", "<C-b>", "<C-u>", "b"]),
];

/// Returns the changes of a keymap, after which those of the reader come; `None` for the default and an unknown name.
fn preset(name: &str) -> Option<Preset> {
    match name {
        "less" => Some(LESS),
        "vim" => Some(VIM),
        _ => None,
    }
}

/// Returns the keys of the reader with those of a keymap for all actions that the reader has not named.
pub fn with_preset(name: &str, own: &[(String, Vec<String>)]) -> Vec<(String, Vec<String>)> {
    let pairs = preset(name).unwrap_or_default().iter();
    let pairs = pairs.filter(|(action, _)| own.iter().all(|(named, _)| named != action));
    let pairs = pairs.map(|(action, keys)| {
        let keys = keys.iter().map(|key| (*key).to_owned());
        ((*action).to_owned(), keys.collect())
    });
    own.iter().cloned().chain(pairs).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::input::action::Action;
    use crate::app::input::keymap::Keymap;

    #[test]
    fn every_pair_names_an_action_and_keys_without_conflict() {
        for name in KEYMAPS {
            let (_, problems) = Keymap::new(&with_preset(name, &[]));
            assert_eq!(problems, [], "{name}");
        }
    }

    #[test]
    fn keys_of_the_reader_go_first() {
        let own = [("quit".to_owned(), vec!["Q".to_owned()])];
        let (map, _) = Keymap::new(&with_preset("less", &own));
        assert_eq!(map.keys_of(Action::Quit), ["Q"]);
        assert_eq!(map.keys_of(Action::Help), ["h", "H", "<F1>"]);
    }
}
