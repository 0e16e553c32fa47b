//! `tongdu completions`: scripts that complete commands, options and their values in a shell.

use super::table::{OPTIONS, Operands, OptionInfo, OptionValue, VERBS, VerbInfo};
use crate::messages::{Catalogue, Lang};

/// Returns the script for a shell; that for fish for any other name than those of bash and zsh.
pub(crate) fn script(shell: &str, lang: Lang) -> String {
    let m = lang.catalogue();
    match shell {
        "bash" => bash(),
        "zsh" => zsh(m),
        _ => fish(m),
    }
}

/// Returns the names of the commands.
fn verb_names() -> Vec<&'static str> {
    let verbs = VERBS.iter().map(|verb| verb.name);
    verbs.filter(|name| !name.is_empty()).collect()
}

/// Returns the names of an option that begin with a dash.
fn dashed(option: &OptionInfo) -> impl Iterator<Item = &'static str> {
    let names = option.names.iter().copied();
    names.filter(|name| name.starts_with('-'))
}

/// Returns the words that may follow a command, parted by blanks; `None` for files.
fn operand_words(verb: &VerbInfo) -> Option<String> {
    match verb.operands {
        Operands::Files => None,
        Operands::None | Operands::Text => Some(String::new()),
        Operands::CommandNames => Some(verb_names().join(" ")),
        Operands::OneOf(words) => Some(words.join(" ")),
    }
}

fn bash() -> String {
    let verbs = verb_names();
    let mut values = String::new();
    for option in &OPTIONS {
        let names: Vec<&str> = dashed(option).collect();
        let names = names.join("|");
        match option.value {
            OptionValue::OneOf(_, words) => values.push_str(&format!(
                "    {names}) COMPREPLY=($(compgen -W '{}' -- \"$cur\")); return ;;\n",
                words.join(" ")
            )),
            OptionValue::File(_) => values.push_str(&format!("    {names}) return ;;\n")),
            OptionValue::None | OptionValue::Text(_) => {}
        }
    }
    let mut cases = String::new();
    for verb in &VERBS {
        let pattern = case_pattern(verb);
        let options: Vec<&str> = verb.options().flat_map(dashed).collect();
        let words = operand_words(verb);
        let words = words.map_or_else(String::new, |words| format!(" has_files= words='{words}'"));
        let options = options.join(" ");
        cases.push_str(&format!("    {pattern}) options='{options}'{words} ;;\n"));
    }
    format!(
        "# bash completion of tongdu: eval \"$(tongdu completions bash)\"
_tongdu() {{
  local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD-1]}}
  local verb='' word options='' words='' has_files=1 found
  for word in \"${{COMP_WORDS[@]:1:COMP_CWORD-1}}\"; do
    case $word in {}) verb=$word; break ;; esac
  done
  COMPREPLY=()
  case $prev in
{values}  esac
  case $verb in
{cases}  esac
  if [[ $cur == -* ]]; then
    COMPREPLY=($(compgen -W \"$options\" -- \"$cur\"))
    return
  fi
  [[ -z $verb ]] && words='{}'
  COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))
  [[ -z $has_files ]] && {{ compopt +o default 2>/dev/null; return; }}
  while IFS= read -r found; do COMPREPLY+=(\"$found\"); done < <(compgen -f -- \"$cur\")
}}
complete -o default -o filenames -F _tongdu tongdu
",
        verbs.join("|"),
        verbs.join(" ")
    )
}

/// Returns the pattern of a command in a `case` of bash and zsh.
fn case_pattern(verb: &VerbInfo) -> &'static str {
    if verb.name.is_empty() {
        "''"
    } else {
        verb.name
    }
}

/// Returns a text for single quotes in a shell; `closes` are the signs that end it where it stands, and get a backslash.
fn quoted(text: &str, closes: &[char]) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if closes.contains(&c) {
            out.push('\\');
        }
        match c {
            '\'' => out.push_str("'\\''"),
            _ => out.push(c),
        }
    }
    out
}

fn zsh(m: &Catalogue) -> String {
    let mut cases = String::new();
    for verb in &VERBS {
        let pattern = case_pattern(verb);
        let mut specs = String::new();
        for option in verb.options() {
            let doc = quoted((option.doc)(m), &['[', ']', ':', '\\']);
            let value = match option.value {
                OptionValue::None => String::new(),
                OptionValue::Text(name) => format!(":{}: ", quoted(name, &[':', '[', ']'])),
                OptionValue::File(name) => format!(":{name}:_files"),
                OptionValue::OneOf(name, words) => {
                    format!(":{}:({})", quoted(name, &[':']), words.join(" "))
                }
            };
            for name in dashed(option) {
                specs.push_str(&format!(" \\\n        '{name}[{doc}]{value}'"));
            }
        }
        let rest = match operand_words(verb) {
            None if verb.name.is_empty() => "*: :_tongdu_first".to_owned(),
            None => "*: :_files".to_owned(),
            Some(words) => format!("*: :({words})"),
        };
        cases.push_str(&format!("    {pattern}) _arguments{specs} '{rest}' ;;\n"));
    }
    let mut described = String::new();
    for verb in VERBS.iter().filter(|verb| !verb.name.is_empty()) {
        let doc = quoted((verb.doc)(m), &[]);
        described.push_str(&format!("    '{}:{doc}'\n", verb.name));
    }
    format!(
        "#compdef tongdu
# zsh completion of tongdu: a file _tongdu in a folder of $fpath, or source <(tongdu completions zsh)
_tongdu_first() {{
  local -a verbs=(
{described}  )
  (( CURRENT == 2 )) && _describe command verbs
  _files
}}
_tongdu() {{
  local verb='' word
  for word in ${{words[2,CURRENT-1]}}; do
    case $word in ({})
      verb=$word
      break ;;
    esac
  done
  if [[ -n $verb ]]; then
    local -i at=${{words[(i)$verb]}}
    words=(\"${{(@)words[at,-1]}}\")
    (( CURRENT -= at - 1 ))
  fi
  case $verb in
{cases}  esac
}}
if [[ $funcstack[1] == _tongdu ]]; then _tongdu; else compdef _tongdu tongdu; fi
",
        verb_names().join("|")
    )
}

fn fish(m: &Catalogue) -> String {
    let names = verb_names().join(" ");
    let mut out = String::from(
        "# fish completion of tongdu: a file tongdu.fish in ~/.config/fish/completions\n",
    );
    let none = format!("not __fish_seen_subcommand_from {names}");
    for verb in &VERBS {
        let when = if verb.name.is_empty() {
            none.clone()
        } else {
            let doc = quoted((verb.doc)(m), &['\\']);
            out.push_str(&format!(
                "complete -c tongdu -n '{none}' -a {} -d '{doc}'\n",
                verb.name
            ));
            format!("__fish_seen_subcommand_from {}", verb.name)
        };
        match operand_words(verb) {
            None => {}
            Some(words) if words.is_empty() => {
                out.push_str(&format!("complete -c tongdu -n '{when}' -f\n"));
            }
            Some(words) => {
                out.push_str(&format!("complete -c tongdu -n '{when}' -f -a '{words}'\n"));
            }
        }
        for option in verb.options() {
            let doc = quoted((option.doc)(m), &['\\']);
            let value = match option.value {
                OptionValue::None => String::new(),
                OptionValue::Text(_) => " -x".to_owned(),
                OptionValue::File(_) => " -r -F".to_owned(),
                OptionValue::OneOf(_, words) => format!(" -x -a '{}'", words.join(" ")),
            };
            for name in dashed(option) {
                let name = match name.strip_prefix("--") {
                    Some(long) => format!("-l {long}"),
                    None => format!("-s {}", name.trim_start_matches('-')),
                };
                out.push_str(&format!(
                    "complete -c tongdu -n '{when}' {name}{value} -d '{doc}'\n"
                ));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::table::SHELLS;

    #[test]
    fn every_command_option_and_value_is_completed() {
        for lang in Lang::ALL {
            for shell in SHELLS {
                let script = script(shell, lang);
                for name in verb_names() {
                    assert!(script.contains(name), "{shell} {name}");
                }
                for option in &OPTIONS {
                    for name in dashed(option) {
                        let bare = name.trim_start_matches('-');
                        assert!(script.contains(bare), "{shell} {name}");
                    }
                    if let OptionValue::OneOf(_, words) = option.value {
                        assert!(script.contains(&words.join(" ")), "{shell}");
                    }
                }
            }
        }
        assert_eq!(quoted("it's [a]", &['[', ']']), "it'\\''s \\[a\\]");
    }
}
