//! Rules in the configuration: `[[heading]]` and `[[hide]]`, and the rule file it may name.

use super::fields::{FieldProblems, number_in_range, set_if_valid};
use super::problem::{ConfigFault, ConfigProblem, RuleFileCause, RuleTableKind};
use crate::doc::explanation::RuleSource;
use crate::error::IoFailure;
use crate::outline::rules::{
    self, HeadingRule, HideRule, MAX_LEVEL, Pattern, PatternFault, PatternRoom, RuleVerdict, Rules,
};
use crate::source::windows::Source;
use std::path::Path;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

/// Maximum size of a rule file.
const MAX_RULE_FILE_BYTES: u64 = 4 << 20;
/// Maximum number of rules of a kind.
const MAX_RULE_COUNT: usize = 200;

/// Reads a rule file of 阅读 (Legado). `location` is the configuration line that names it.
pub(crate) fn import_rule_file(
    path: &Path,
    location: &str,
) -> (Vec<HeadingRule>, Vec<ConfigProblem>) {
    let size = std::fs::metadata(path).map(|metadata| metadata.len());
    let read = match size {
        Ok(size) if size > MAX_RULE_FILE_BYTES => {
            Err(RuleFileCause::TooLarge(MAX_RULE_FILE_BYTES >> 20))
        }
        Ok(_) => Source::from_path(path)
            .map(|source| source.window(0, MAX_RULE_FILE_BYTES).into_owned())
            .map_err(|error| RuleFileCause::Io(IoFailure::from(&error))),
        Err(error) => Err(RuleFileCause::Io(IoFailure::from(&error))),
    };
    match read {
        Ok(bytes) => {
            let (rules, faults) = rules::import(path, &String::from_utf8_lossy(&bytes));
            let problem = |fault| ConfigProblem::RuleFile {
                path: path.to_owned(),
                fault,
            };
            (rules, faults.into_iter().map(problem).collect())
        }
        Err(cause) => {
            let problem = ConfigProblem::RuleFileUnreadable {
                location: location.to_owned(),
                path: path.to_owned(),
                cause,
            };
            (Vec::new(), vec![problem])
        }
    }
}

/// Fields of a rule's table.
#[derive(Default)]
struct RuleTable {
    pattern: Option<Pattern>,
    /// Whether the rules before it left no room for its pattern.
    is_left_out: bool,
    label: RuleSource,
    level: Option<u8>,
    title: Option<usize>,
    files: Option<String>,
}

/// Reads all tables of a kind.
pub(crate) fn read_rules(
    kind: RuleTableKind,
    value: &DeValue<'_>,
    at: usize,
    (rules, room): (&mut Rules, &mut PatternRoom),
    problems: &mut FieldProblems<'_>,
) {
    let not_tables = ConfigFault::NotRuleTables {
        kind,
        max: MAX_RULE_COUNT,
    };
    let tables = value.as_array().into_iter().flatten();
    let tables: Vec<&Spanned<DeValue<'_>>> = tables.collect();
    if value.as_array().is_none() || tables.len() > MAX_RULE_COUNT {
        return problems.push(at, not_tables);
    }
    for entry in tables {
        let at = entry.span().start;
        match entry.get_ref().as_table() {
            Some(table) => read_rule(kind, table, at, (rules, room), problems),
            None => problems.push(at, not_tables.clone()),
        }
    }
}

/// Reads a table. A rule with a fault is dropped as a whole.
fn read_rule(
    kind: RuleTableKind,
    table: &DeTable<'_>,
    at: usize,
    (rules, room): (&mut Rules, &mut PatternRoom),
    problems: &mut FieldProblems<'_>,
) {
    let before = problems.problems.len();
    let mut row = RuleTable {
        label: RuleSource {
            name: None,
            location: problems.line_reference(at),
        },
        ..RuleTable::default()
    };
    for (key, value) in table {
        read_rule_field(kind, key, value.get_ref(), (&mut row, room), problems);
    }
    let Some(pattern) = row.pattern else {
        if problems.problems.len() == before && !row.is_left_out {
            problems.push(at, ConfigFault::MissingPattern);
        }
        return;
    };
    if problems.problems.len() > before {
        return;
    }
    if row.title.is_some_and(|group| group >= pattern.groups()) {
        let groups = pattern.groups() - 1;
        return problems.push(at, ConfigFault::MissingGroup { groups });
    }
    if kind == RuleTableKind::Hide {
        rules.hide_rules.push(HideRule {
            source: row.label,
            pattern,
            file_pattern: row.files,
        });
        return;
    }
    rules.heading_rules.push(HeadingRule {
        source: row.label,
        pattern,
        verdict: match row.level {
            Some(0) => RuleVerdict::NotHeading,
            level => RuleVerdict::Heading(level),
        },
        title_group: row.title,
        file_pattern: row.files,
    });
}

fn read_rule_field(
    kind: RuleTableKind,
    key: &Spanned<DeString<'_>>,
    value: &DeValue<'_>,
    (row, room): (&mut RuleTable, &mut PatternRoom),
    problems: &mut FieldProblems<'_>,
) {
    let (name, at) = (key.get_ref().as_ref(), key.span().start);
    let text = || value.as_str().map(str::to_owned);
    let understood = match (kind, name) {
        (_, "match") => match value.as_str().map(|source| room.compile(source)) {
            Some(Ok(pattern)) => set_if_valid(&mut row.pattern, Some(pattern)),
            Some(Err(PatternFault::Invalid(engine))) => {
                return problems.push(at, ConfigFault::InvalidPattern { kind, engine });
            }
            Some(Err(PatternFault::NoRoom { is_first })) => {
                row.is_left_out = true;
                if is_first {
                    problems.push(at, ConfigFault::RulesTooLarge);
                }
                return;
            }
            None => false,
        },
        (_, "name") => set_if_valid(&mut row.label.name, text()),
        (_, "files") => set_if_valid(&mut row.files, text()),
        (RuleTableKind::Heading, "level") => {
            let level = number_in_range(value, 0, u32::from(MAX_LEVEL));
            set_if_valid(&mut row.level, level.map(|level| level as u8))
        }
        (RuleTableKind::Heading, "title") => {
            let group = number_in_range(value, 0, 99);
            set_if_valid(&mut row.title, group.map(|group| group as usize))
        }
        _ => {
            let name = name.to_owned();
            return problems.push(at, ConfigFault::UnknownRuleField { kind, name });
        }
    };
    if !understood {
        let fault = ConfigFault::WrongRuleValue {
            name: name.to_owned(),
            max_level: MAX_LEVEL,
        };
        problems.push(at, fault);
    }
}
