//! Rules in the configuration: `[[heading]]` and `[[hide]]`, and the file of rules it may name.

use super::{ConfigFault, ConfigProblem, RuleFileCause, RuleTableKind, TableReader};
use crate::error::IoFailure;
use crate::outline::rules::{
    self, HeadingRule, HideRule, MAX_LEVEL, Pattern, RuleSource, RuleVerdict,
};
use std::path::Path;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Largest file of rules that is read, in bytes.
const MAX_RULE_FILE_BYTES: u64 = 4 << 20;
/// Rules of a kind that are taken at most.
const MAX_RULE_COUNT: usize = 200;

/// Reads a file of rules of 阅读 (Legado). `location` is the line of the configuration that names it.
pub(crate) fn import_rule_file(
    path: &Path,
    location: &str,
) -> (Vec<HeadingRule>, Vec<ConfigProblem>) {
    let size = std::fs::metadata(path).map(|metadata| metadata.len());
    let read = match size {
        Ok(size) if size > MAX_RULE_FILE_BYTES => {
            Err(RuleFileCause::TooLarge(MAX_RULE_FILE_BYTES >> 20))
        }
        Ok(_) => std::fs::read(path).map_err(|error| RuleFileCause::Io(IoFailure::from(&error))),
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

/// What a table of a rule says.
#[derive(Default)]
struct RuleTable {
    pattern: Option<Pattern>,
    label: RuleSource,
    level: Option<u8>,
    title: Option<usize>,
    files: Option<String>,
}

impl TableReader<'_> {
    /// Reads all tables of a kind.
    pub(crate) fn read_rules(&mut self, kind: RuleTableKind, value: &DeValue<'_>, at: usize) {
        let not_tables = ConfigFault::NotRuleTables {
            kind,
            max: MAX_RULE_COUNT,
        };
        let tables = value.as_array().into_iter().flatten();
        let tables: Vec<&Spanned<DeValue<'_>>> = tables.collect();
        if value.as_array().is_none() || tables.len() > MAX_RULE_COUNT {
            return self.push_problem(at, not_tables);
        }
        for entry in tables {
            let at = entry.span().start;
            match entry.get_ref().as_table() {
                Some(table) => self.read_rule(kind, table, at),
                None => self.push_problem(at, not_tables.clone()),
            }
        }
    }

    /// Reads a table. A rule with a mistake in it is left out as a whole.
    fn read_rule(&mut self, kind: RuleTableKind, table: &DeTable<'_>, at: usize) {
        let before = self.problems.len();
        let mut row = RuleTable {
            label: RuleSource {
                name: None,
                location: self.line_reference(at),
            },
            ..RuleTable::default()
        };
        for (key, value) in table {
            let (name, at) = (key.get_ref().as_ref(), key.span().start);
            self.read_rule_field(kind, name, value.get_ref(), at, &mut row);
        }
        let Some(pattern) = row.pattern else {
            if self.problems.len() == before {
                self.push_problem(at, ConfigFault::MissingPattern);
            }
            return;
        };
        if self.problems.len() > before {
            return;
        }
        if row.title.is_some_and(|group| group >= pattern.groups()) {
            let groups = pattern.groups() - 1;
            return self.push_problem(at, ConfigFault::MissingGroup { groups });
        }
        let rules = &mut self.config.rules;
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
        &mut self,
        kind: RuleTableKind,
        name: &str,
        value: &DeValue<'_>,
        at: usize,
        row: &mut RuleTable,
    ) {
        let text = || value.as_str().map(str::to_owned);
        let understood = match (kind, name) {
            (_, "match") => match value.as_str().map(Pattern::new) {
                Some(Ok(pattern)) => super::set_if_valid(&mut row.pattern, Some(pattern)),
                Some(Err(engine)) => {
                    return self.push_problem(at, ConfigFault::InvalidPattern { kind, engine });
                }
                None => false,
            },
            (_, "name") => super::set_if_valid(&mut row.label.name, text()),
            (_, "files") => super::set_if_valid(&mut row.files, text()),
            (RuleTableKind::Heading, "level") => {
                let level = super::number_in_range(value, 0, u32::from(MAX_LEVEL));
                super::set_if_valid(&mut row.level, level.map(|level| level as u8))
            }
            (RuleTableKind::Heading, "title") => {
                let group = super::number_in_range(value, 0, 99);
                super::set_if_valid(&mut row.title, group.map(|group| group as usize))
            }
            _ => {
                let name = name.to_owned();
                return self.push_problem(at, ConfigFault::UnknownRuleField { kind, name });
            }
        };
        if !understood {
            let fault = ConfigFault::WrongRuleValue {
                name: name.to_owned(),
                max_level: MAX_LEVEL,
            };
            self.push_problem(at, fault);
        }
    }

    /// Where a byte of the file is, for telling: `config.toml:12`.
    fn line_reference(&self, at: usize) -> String {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let name = Path::new(self.name).file_name().unwrap_or_default();
        format!("{}:{line}", name.to_string_lossy())
    }
}
