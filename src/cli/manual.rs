//! `tongdu man`: the manual page, for `man -l`.

use super::table::{OPTIONS, OptionInfo, VERBS};
use super::usage::owned_doc;
use crate::messages::{Catalogue, Lang};

/// Returns the manual page, in the language of roff.
pub(crate) fn page(lang: Lang) -> String {
    let m = lang.catalogue();
    let mut out = String::from(".TH TONGDU 1 \"\" \"tongdu ");
    out.push_str(concat!(env!("CARGO_PKG_VERSION"), "\" \"\"\n.nh\n.ad l\n"));
    head(&mut out, m.usage.name_head);
    out.push_str(&format!("tongdu \\- {}\n", escape(m.usage.headline)));
    head(&mut out, m.usage.synopsis_head);
    out.push_str(".nf\n");
    for verb in &VERBS {
        out.push_str(&format!(".B {}\n", escape(&verb.command_line())));
    }
    out.push_str(".fi\n");
    head(&mut out, m.usage.commands_head);
    for verb in &VERBS {
        entry(&mut out, &verb.command_line(), (verb.doc)(m));
        let own = verb.options().filter(|option| !option.owners().is_empty());
        let own: Vec<String> = own.map(OptionInfo::usage).collect();
        if !own.is_empty() {
            out.push_str(&format!(".br\n{}\n", escape(&own.join("; "))));
        }
    }
    head(&mut out, m.usage.options_head);
    for option in &OPTIONS {
        entry(&mut out, &option.usage(), &owned_doc(m, option));
    }
    head(&mut out, m.usage.notes_head);
    notes(&mut out, m);
    out
}

fn head(out: &mut String, title: &str) {
    out.push_str(&format!(".SH \"{title}\"\n"));
}

/// Adds a command or an option with its effect.
fn entry(out: &mut String, name: &str, text: &str) {
    out.push_str(&format!(".TP\n.B {}\n{}\n", escape(name), escape(text)));
}

fn notes(out: &mut String, m: &Catalogue) {
    for (i, line) in m.usage.notes.lines().enumerate() {
        if i > 0 {
            out.push_str(".br\n");
        }
        out.push_str(&format!("{}\n", escape(line)));
    }
}

/// Returns a text in which no character is an instruction of roff.
fn escape(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    let text = text.replace('\'', "\\(aq").replace('"', "\\(dq");
    if text.starts_with('.') {
        format!("\\&{text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manual_page_names_every_command_and_option() {
        for lang in Lang::ALL {
            let page = page(lang);
            for verb in &VERBS {
                assert!(page.contains(&escape(&verb.command_line())));
            }
            for option in &OPTIONS {
                assert!(page.contains(&escape(&option.usage())));
            }
        }
        assert_eq!(escape("-l 'a\\b'"), "\\-l \\(aqa\\eb\\(aq");
        assert_eq!(escape(".so x"), "\\&.so x");
    }
}
