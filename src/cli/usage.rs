//! Help of the command line: its forms and options, in one table each.
use crate::messages::{FixedText, Lang};

/// An option: its name, its value and its effect.
type OptionRow = (&'static str, &'static str, FixedText);

#[rustfmt::skip]
const OPTIONS: [OptionRow; 29] = [
    ("--ambiguous", "auto|narrow|wide", |m| m.usage.ambiguous_option),
    ("--width", "N", |m| m.usage.width_option),
    ("--theme", "NAME", |m| m.usage.theme_option),
    ("--lang", "NAME", |m| m.usage.lang_option),
    ("--encoding", "NAME", |m| m.usage.encoding_option),
    ("+N, +/TEXT, +SECTION", "", |m| m.usage.place_option),
    ("-c", "[NAME]", |m| m.usage.continue_option),
    ("--at", "SECTION", |m| m.usage.at_option),
    ("--from", "LINE", |m| m.usage.from_option),
    ("--lines", "N", |m| m.usage.lines_option),
    ("--json", "", |m| m.usage.json_option),
    ("--article", "", |m| m.usage.article_option),
    ("--save", "", |m| m.usage.save_option),
    ("--min-confidence", "N", |m| m.usage.confidence_option),
    ("--original", "", |m| m.usage.original_option),
    ("--fold", "LEVEL", |m| m.usage.fold_option),
    ("-r", "", |m| m.usage.regex_option),
    ("--pinyin", "", |m| m.usage.pinyin_option),
    ("-i, -s", "", |m| m.usage.case_option),
    ("-l, -c", "", |m| m.usage.list_option),
    ("-m", "N", |m| m.usage.max_option),
    ("-C", "N", |m| m.usage.context_option),
    ("--color", "WHEN", |m| m.usage.color_option),
    ("--md, --org, --csv, --clippings", "", |m| m.usage.notes_formats),
    ("--since", "DATE", |m| m.usage.since_option),
    ("--orphans", "", |m| m.usage.orphans_option),
    ("--import", "FILE", |m| m.usage.import_option),
    ("-h, --help", "", |m| m.usage.help_option),
    ("-V, --version", "", |m| m.usage.version_option),
];

/// Forms of the command line and their effects.
const FORMS: [(&str, FixedText); 10] = [
    ("tongdu [FILE|FOLDER|-]...", |m| m.usage.read),
    ("tongdu toc [FILE...] [--json]", |m| m.usage.toc),
    ("tongdu cat [FILE...] [--width N]", |m| m.usage.cat),
    ("tongdu find QUERY PATH...", |m| m.usage.find),
    ("tongdu notes [FILE...] [--json]", |m| m.usage.print_notes),
    ("tongdu stats [--json]", |m| m.usage.stats),
    ("tongdu forms TEXT...", |m| m.usage.forms),
    ("tongdu check ESSAY...", |m| m.usage.check),
    ("tongdu keys", |m| m.usage.keys),
    ("tongdu config", |m| m.usage.config),
];

/// Returns the help.
pub(crate) fn help(lang: Lang) -> String {
    let m = lang.catalogue();
    let mut out = format!("{}\n\n", m.usage.headline);
    for (form, text) in FORMS {
        out.push_str(&format!("  {form:<32}{}\n", text(m)));
    }
    out.push('\n');
    for (name, value, text) in OPTIONS {
        let name = format!("{name} {value}");
        out.push_str(&format!("  {name:<32}{}\n", text(m)));
    }
    out.push_str(&format!("\n{}\n", m.usage.notes));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width::{Widths, text_width};

    #[test]
    fn the_help_names_every_option_in_every_language() {
        for lang in Lang::ALL {
            let help = help(lang);
            for (name, _, text) in OPTIONS {
                assert!(help.contains(name) && help.contains(text(lang.catalogue())));
            }
            for line in help.lines() {
                let cells = text_width(line, Widths::default()).0;
                assert!(cells <= 80, "{cells} cells: {line}");
            }
        }
    }
}
