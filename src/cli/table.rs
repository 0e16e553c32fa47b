//! The commands of the command line and their options: the one table of help, manual page, completions and checks.

use super::find_options::ColorWhen;
use crate::messages::FixedText;
use crate::session::config::LANGS;
use crate::source::encoding;
use crate::text::forms::Level;
use crate::ui::theme::NAMES;

/// A set of commands, one bit each.
pub(super) type Commands = u16;

/// Reading.
pub(super) const READ: Commands = 1;
const TOC: Commands = 1 << 1;
const CAT: Commands = 1 << 2;
const FIND: Commands = 1 << 3;
const NOTES: Commands = 1 << 4;
const STATS: Commands = 1 << 5;
const FORMS: Commands = 1 << 6;
const CHECK: Commands = 1 << 7;
const KEYS: Commands = 1 << 8;
const CONFIG: Commands = 1 << 9;
const COMPLETIONS: Commands = 1 << 10;
const MAN: Commands = 1 << 11;
const HELP: Commands = 1 << 12;
const ALL: Commands = Commands::MAX;

/// What the words behind a command are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operands {
    /// No words.
    None,
    /// Files and folders.
    Files,
    /// Text.
    Text,
    /// The names of the commands.
    CommandNames,
    /// One of these.
    OneOf(&'static [&'static str]),
}

/// A command.
#[derive(Clone, Copy, Debug)]
pub(super) struct VerbInfo {
    /// Word that names it; empty for reading.
    pub name: &'static str,
    /// Its bit.
    pub bit: Commands,
    /// Words behind it, as the help writes them.
    pub usage: &'static str,
    /// What they are.
    pub operands: Operands,
    /// What it does.
    pub doc: FixedText,
}

/// Value of an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OptionValue {
    /// No value.
    None,
    /// Any text; its name in the help.
    Text(&'static str),
    /// A file; its name in the help.
    File(&'static str),
    /// One of some words; their name in the help.
    OneOf(&'static str, &'static [&'static str]),
}

/// An option.
#[derive(Clone, Copy, Debug)]
pub(super) struct OptionInfo {
    /// Names. Several in a row are options of one kind.
    pub names: &'static [&'static str],
    /// Value.
    pub value: OptionValue,
    /// Commands that it has a meaning for. It is refused elsewhere: none is passed over in silence. Reading prints the text if
    /// the output is no terminal, so it takes the options of `cat`.
    pub commands: Commands,
    /// What it does.
    pub doc: FixedText,
}

/// Shells with completions.
pub(super) const SHELLS: [&str; 3] = ["bash", "zsh", "fish"];

const fn verb(
    name: &'static str,
    bit: Commands,
    (usage, operands): (&'static str, Operands),
    doc: FixedText,
) -> VerbInfo {
    VerbInfo {
        name,
        bit,
        usage,
        operands,
        doc,
    }
}

/// Every command, reading first.
#[rustfmt::skip]
pub(super) static VERBS: [VerbInfo; 13] = [
    verb("", READ, ("[FILE|FOLDER|-]...", Operands::Files), |m| m.usage.read),
    verb("toc", TOC, ("[FILE...]", Operands::Files), |m| m.usage.toc),
    verb("cat", CAT, ("[FILE...]", Operands::Files), |m| m.usage.cat),
    verb("find", FIND, ("QUERY [PATH...]", Operands::Files), |m| m.usage.find),
    verb("notes", NOTES, ("[FILE...]", Operands::Files), |m| m.usage.print_notes),
    verb("stats", STATS, ("", Operands::None), |m| m.usage.stats),
    verb("forms", FORMS, ("TEXT...", Operands::Text), |m| m.usage.forms),
    verb("check", CHECK, ("ESSAY...", Operands::Files), |m| m.usage.check),
    verb("keys", KEYS, ("", Operands::None), |m| m.usage.keys),
    verb("config", CONFIG, ("", Operands::None), |m| m.usage.config),
    verb("completions", COMPLETIONS, ("SHELL", Operands::OneOf(&SHELLS)), |m| m.usage.completions),
    verb("man", MAN, ("", Operands::None), |m| m.usage.man),
    verb("help", HELP, ("[COMMAND]", Operands::CommandNames), |m| m.usage.help),
];

const fn option(
    names: &'static [&'static str],
    value: OptionValue,
    commands: Commands,
    doc: FixedText,
) -> OptionInfo {
    OptionInfo {
        names,
        value,
        commands,
        doc,
    }
}

/// Every option.
#[rustfmt::skip]
pub(super) static OPTIONS: [OptionInfo; 30] = [
    option(&["--ambiguous"], OptionValue::OneOf("auto|narrow|wide", &["auto", "narrow", "wide"]), READ | CAT, |m| m.usage.ambiguous_option),
    option(&["--width"], OptionValue::Text("N"), READ | CAT, |m| m.usage.width_option),
    option(&["--theme"], OptionValue::OneOf("NAME", &NAMES), READ, |m| m.usage.theme_option),
    option(&["--plain-screen"], OptionValue::None, READ, |m| m.usage.plain_screen_option),
    option(&["--lang"], OptionValue::OneOf("NAME", &LANGS), ALL, |m| m.usage.lang_option),
    option(&["--encoding"], OptionValue::OneOf("NAME", &encoding::LABELS), READ | TOC | CAT | FIND, |m| m.usage.encoding_option),
    option(&["+N", "+/TEXT", "+SECTION"], OptionValue::None, READ | CAT, |m| m.usage.place_option),
    option(&["-c"], OptionValue::Text("[NAME]"), READ, |m| m.usage.continue_option),
    option(&["--at"], OptionValue::Text("SECTION"), READ | CAT, |m| m.usage.at_option),
    option(&["--from"], OptionValue::Text("LINE"), READ | CAT, |m| m.usage.from_option),
    option(&["--lines"], OptionValue::Text("N"), CAT, |m| m.usage.lines_option),
    option(&["--json"], OptionValue::None, TOC | FIND | NOTES | STATS, |m| m.usage.json_option),
    option(&["--article"], OptionValue::None, READ | TOC | CAT | FIND, |m| m.usage.article_option),
    option(&["--save"], OptionValue::None, TOC, |m| m.usage.save_option),
    option(&["--min-confidence"], OptionValue::Text("N"), TOC, |m| m.usage.confidence_option),
    option(&["--original"], OptionValue::None, READ | TOC | CAT | FIND, |m| m.usage.original_option),
    option(&["--fold"], OptionValue::OneOf("LEVEL", &Level::NAMES), FIND, |m| m.usage.fold_option),
    option(&["-r"], OptionValue::None, FIND, |m| m.usage.regex_option),
    option(&["--pinyin"], OptionValue::None, FIND, |m| m.usage.pinyin_option),
    option(&["-i", "-s"], OptionValue::None, FIND, |m| m.usage.case_option),
    option(&["-l", "-c"], OptionValue::None, FIND, |m| m.usage.list_option),
    option(&["-m"], OptionValue::Text("N"), FIND, |m| m.usage.max_option),
    option(&["-C"], OptionValue::Text("N"), FIND, |m| m.usage.context_option),
    option(&["--color"], OptionValue::OneOf("WHEN", &ColorWhen::NAMES), CAT | FIND, |m| m.usage.color_option),
    option(&["--md", "--org", "--csv", "--clippings"], OptionValue::None, NOTES, |m| m.usage.notes_formats),
    option(&["--since"], OptionValue::Text("DATE"), NOTES, |m| m.usage.since_option),
    option(&["--orphans"], OptionValue::None, NOTES, |m| m.usage.orphans_option),
    option(&["--import"], OptionValue::File("FILE"), NOTES, |m| m.usage.import_option),
    option(&["-h", "--help"], OptionValue::None, ALL, |m| m.usage.help_option),
    option(&["-V", "--version"], OptionValue::None, ALL, |m| m.usage.version_option),
];

impl VerbInfo {
    /// Returns the command with a name; `None` for any other word.
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        VERBS
            .iter()
            .find(|verb| !verb.name.is_empty() && verb.name == name)
    }

    /// Returns the beginning of its command lines.
    pub(super) fn command_line(&self) -> String {
        let words = ["tongdu", self.name, self.usage];
        let words = words.into_iter().filter(|word| !word.is_empty());
        words.collect::<Vec<_>>().join(" ")
    }

    /// Returns the options that have a meaning for it.
    pub(super) fn options(&self) -> impl Iterator<Item = &'static OptionInfo> {
        let bit = self.bit;
        OPTIONS
            .iter()
            .filter(move |option| option.commands & bit != 0)
    }
}

impl OptionInfo {
    /// Returns the names and the value, as the help writes them.
    pub(super) fn usage(&self) -> String {
        let names = self.names.join(", ");
        match self.value {
            OptionValue::None => names,
            OptionValue::Text(value) | OptionValue::File(value) | OptionValue::OneOf(value, _) => {
                format!("{names} {value}")
            }
        }
    }

    /// Returns the names of the commands that it belongs to; empty for options of reading.
    pub(super) fn owners(&self) -> Vec<&'static str> {
        if self.commands & READ != 0 {
            return Vec::new();
        }
        let verbs = VERBS.iter().filter(|verb| self.commands & verb.bit != 0);
        verbs.map(|verb| verb.name).collect()
    }
}
