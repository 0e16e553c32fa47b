//! Rules in the configuration: `[[heading]]` and `[[hide]]`, and the file of rules it may name.

use super::TableReader;
use crate::error::{Notice, reason};
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

/// An example of each, for the default configuration.
pub const RULE_EXAMPLES: &str = "\
#   [[heading]]              # 哪些行是标题；可写多条，先写的先算
#   match = '^【.+】$'       # 正则表达式，逐行匹配（含行首空白）  a regular expression, line by line
#   level = 1                # 1 至 9；0 为不是标题；不写则照编号推断  1 to 9; 0: no heading; inferred without
#   name = \"方头括号\"       # :why 里说的名字  what :why calls it
#   title = 1                # 标题是第几组；不写则整行  the group that is the title; the line without
#   files = \"*.txt\"         # 只用于这些文件  only for these files
#   [[hide]]                 # 哪些行不显示（O 看原样）  lines that are not shown
#   match = '^某某网整理$'
";

/// Reads a file of rules of 阅读 (Legado). `named` is where the configuration names it.
pub(crate) fn import_rule_file(path: &Path, named: &str) -> (Vec<HeadingRule>, Vec<Notice>) {
    let size = std::fs::metadata(path).map(|metadata| metadata.len());
    let read = match size {
        Ok(size) if size > MAX_RULE_FILE_BYTES => {
            let most = MAX_RULE_FILE_BYTES >> 20;
            Err((format!("大于 {most} MB"), format!("larger than {most} MB")))
        }
        Ok(_) => std::fs::read(path).map_err(|error| (reason(&error), error.to_string())),
        Err(error) => Err((reason(&error), error.to_string())),
    };
    match read {
        Ok(bytes) => rules::import(path, &String::from_utf8_lossy(&bytes)),
        Err((zh, en)) => {
            let name = path.display();
            let notice = Notice::new(
                format!("{named}：toc-rules 所指的规则文件读不了（{name}）：{zh}"),
                format!("{named}: the file of toc-rules cannot be read ({name}): {en}"),
            );
            (Vec::new(), vec![notice])
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
    /// Reads all tables of a kind, `heading` or `hide`.
    pub(crate) fn read_rules(&mut self, kind: &str, value: &DeValue<'_>, at: usize) {
        let tables = value.as_array().into_iter().flatten();
        let tables: Vec<&Spanned<DeValue<'_>>> = tables.collect();
        if value.as_array().is_none() || tables.len() > MAX_RULE_COUNT {
            let zh = format!("{kind} 应写作 [[{kind}]]，至多 {MAX_RULE_COUNT} 条");
            let en = format!("{kind} is written [[{kind}]], at most {MAX_RULE_COUNT} times");
            self.push_problem(at, &zh, &en);
            return;
        }
        for entry in tables {
            let at = entry.span().start;
            match entry.get_ref().as_table() {
                Some(table) => self.read_rule(kind, table, at),
                None => {
                    let zh = format!("{kind} 应写作 [[{kind}]]");
                    self.push_problem(at, &zh, &format!("{kind} is written [[{kind}]]"));
                }
            }
        }
    }

    /// Reads a table. A rule with a mistake in it is left out as a whole.
    fn read_rule(&mut self, kind: &str, table: &DeTable<'_>, at: usize) {
        let told = self.notices.len();
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
            if self.notices.len() == told {
                self.push_problem(
                    at,
                    "规则缺 match = \"正则\"",
                    "a rule needs match = \"regex\"",
                );
            }
            return;
        };
        if self.notices.len() > told {
            return;
        }
        if row.title.is_some_and(|group| group >= pattern.groups()) {
            let groups = pattern.groups() - 1;
            let zh = format!("title：正则里只有 {groups} 组");
            self.push_problem(at, &zh, &format!("title: the regex has {groups} groups"));
            return;
        }
        let rules = &mut self.config.rules;
        if kind == "hide" {
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
        kind: &str,
        name: &str,
        value: &DeValue<'_>,
        at: usize,
        row: &mut RuleTable,
    ) {
        let text = || value.as_str().map(str::to_owned);
        let understood = match (kind, name) {
            (_, "match") => match value.as_str().map(Pattern::new) {
                Some(Ok(pattern)) => super::set_if_valid(&mut row.pattern, Some(pattern)),
                Some(Err(error)) => {
                    let zh =
                        format!("[[{kind}]] 的正则表达式有误，这条规则未采用（引擎说：{error}）");
                    let en = format!(
                        "the regex of [[{kind}]] is wrong, the rule is left out (the engine says: {error})"
                    );
                    return self.push_problem(at, &zh, &en);
                }
                None => false,
            },
            (_, "name") => super::set_if_valid(&mut row.label.name, text()),
            (_, "files") => super::set_if_valid(&mut row.files, text()),
            ("heading", "level") => {
                let level = super::number_in_range(value, 0, u32::from(MAX_LEVEL));
                super::set_if_valid(&mut row.level, level.map(|level| level as u8))
            }
            ("heading", "title") => {
                let group = super::number_in_range(value, 0, 99);
                super::set_if_valid(&mut row.title, group.map(|group| group as usize))
            }
            _ => {
                let zh = format!("[[{kind}]] 没有 {name} 这一项");
                return self.push_problem(at, &zh, &format!("[[{kind}]] has no {name}"));
            }
        };
        if !understood {
            let zh = format!("{name} 的值不对（level 为 0 至 {MAX_LEVEL}）");
            let en = format!("{name} has a wrong value (level is 0 to {MAX_LEVEL})");
            self.push_problem(at, &zh, &en);
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
