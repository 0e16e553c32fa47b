//! Help of the command line: all of it, or of one command.

use super::table::{OPTIONS, OptionInfo, VERBS, VerbInfo};
use crate::messages::{Catalogue, Lang};

/// Cells of the column of forms and options.
const COLUMN_CELLS: usize = 32;

/// Returns the help of a command; that of the program without one.
pub(crate) fn help(lang: Lang, verb: Option<&str>) -> String {
    let m = lang.catalogue();
    match verb.and_then(VerbInfo::named) {
        Some(verb) => verb_help(m, verb),
        None => program_help(m),
    }
}

fn program_help(m: &Catalogue) -> String {
    let mut out = format!("{}\n\n", m.usage.headline);
    for verb in &VERBS {
        out.push_str(&row(&verb.command_line(), (verb.doc)(m)));
    }
    out.push('\n');
    for option in &OPTIONS {
        out.push_str(&row(&option.usage(), &owned_doc(m, option)));
    }
    out.push_str(&format!("\n{}\n", m.usage.notes));
    out
}

/// Returns the effect of an option, with the commands that alone have it.
pub(super) fn owned_doc(m: &Catalogue, option: &OptionInfo) -> String {
    let doc = (option.doc)(m);
    let owners = option.owners();
    if owners.is_empty() {
        return doc.to_owned();
    }
    let owners = m.usage.only_for(&owners.join(", "));
    // A full-width bracket has its own blank.
    let gap = if owners.ends_with(')') { " " } else { "" };
    format!("{owners}{gap}{doc}")
}

fn verb_help(m: &Catalogue, verb: &VerbInfo) -> String {
    let mut out = format!("{}\n\n  {}\n\n", verb.command_line(), (verb.doc)(m));
    for option in verb.options() {
        out.push_str(&row(&option.usage(), (option.doc)(m)));
    }
    out
}

fn row(name: &str, text: &str) -> String {
    format!("  {name:<COLUMN_CELLS$}{text}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width::{Widths, text_width};

    #[test]
    fn the_help_names_every_option_in_every_language() {
        for lang in Lang::ALL {
            let program = help(lang, None);
            for option in &OPTIONS {
                assert!(program.contains(&option.usage()));
                assert!(program.contains((option.doc)(lang.catalogue())));
            }
            let verbs = VERBS.iter().map(|verb| verb_help(lang.catalogue(), verb));
            for text in verbs.chain([program]) {
                for line in text.lines() {
                    let cells = text_width(line, Widths::default()).0;
                    assert!(cells <= 80, "{cells} cells: {line}");
                }
            }
        }
    }

    #[test]
    fn the_help_of_a_command_has_its_options_alone() {
        let find = help(Lang::En, Some("find"));
        assert!(find.starts_with("tongdu find QUERY [PATH...]\n"));
        assert!(find.contains("--fold LEVEL") && find.contains("--color WHEN"));
        assert!(!find.contains("--since") && !find.contains("--theme"));
        assert_eq!(help(Lang::En, Some("nonsense")), help(Lang::En, None));
    }
}
