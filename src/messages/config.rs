//! Texts about the configuration.

use super::Catalogue;
use crate::outline::rules::RuleFileFault;
use crate::session::config::{ConfigFault, ConfigKey, ConfigProblem, RuleFileCause};
use std::path::Path;

impl Catalogue {
    /// Returns the text about a setting.
    pub const fn setting(&self, key: ConfigKey) -> &'static str {
        let m = &self.settings;
        match key {
            ConfigKey::Lang => m.lang,
            ConfigKey::Theme => m.theme,
            ConfigKey::Background => m.background,
            ConfigKey::Signs => m.signs,
            ConfigKey::Screen => m.screen,
            ConfigKey::Measure => m.measure,
            ConfigKey::Outline => m.outline,
            ConfigKey::Pages => m.pages,
            ConfigKey::Ambiguous => m.ambiguous,
            ConfigKey::Kinsoku => m.kinsoku,
            ConfigKey::Hanging => m.hanging,
            ConfigKey::Autospace => m.autospace,
            ConfigKey::Justify => m.justify,
            ConfigKey::Paragraphs => m.paragraphs,
            ConfigKey::Indent => m.indent,
            ConfigKey::Ruby => m.ruby,
            ConfigKey::RubyLeading => m.ruby_leading,
            ConfigKey::Chapters => m.chapters,
            ConfigKey::Punct => m.punct,
            ConfigKey::Code => m.code,
            ConfigKey::Speed => m.speed,
            ConfigKey::SearchFold => m.search_fold,
            ConfigKey::HideAds => m.hide_ads,
            ConfigKey::Remember => m.remember,
            ConfigKey::TocRules => m.toc_rules,
            ConfigKey::Dictionary => m.dictionary,
            ConfigKey::Notes => m.notes,
            ConfigKey::Copy => m.copy,
            ConfigKey::Cite => m.cite,
            ConfigKey::CopyOnRelease => m.copy_on_release,
            ConfigKey::Mouse => m.mouse,
            ConfigKey::Cursor => m.cursor,
            ConfigKey::ScrollBar => m.scroll_bar,
            ConfigKey::Hints => m.hints,
            ConfigKey::Reread => m.reread,
            ConfigKey::Editor => m.editor,
            ConfigKey::Open => m.open,
            ConfigKey::Hyperlinks => m.hyperlinks,
            ConfigKey::WindowTitle => m.window_title,
            ConfigKey::Keymap => m.keymap,
        }
    }

    /// Returns the text of a problem of the configuration.
    pub fn config_problem(&self, problem: &ConfigProblem) -> String {
        let m = &self.config;
        match problem {
            ConfigProblem::Unreadable { path, cause } => {
                m.unreadable(&shown(path), &self.io_failure(cause))
            }
            ConfigProblem::At { location, fault } => m.located(location, &self.config_fault(fault)),
            ConfigProblem::RuleFileUnreadable {
                location,
                path,
                cause,
            } => {
                let cause = match cause {
                    RuleFileCause::TooLarge(mib) => m.larger_than(*mib),
                    RuleFileCause::Io(cause) => self.io_failure(cause),
                };
                m.located(location, &m.rule_file_unreadable(&shown(path), &cause))
            }
            ConfigProblem::RuleFile { path, fault } => {
                let fault = match fault {
                    RuleFileFault::NotArray => m.not_rule_array.to_owned(),
                    RuleFileFault::NotJson { line } => m.not_json(*line as u64),
                    RuleFileFault::InvalidPattern {
                        number,
                        name,
                        engine,
                    } => m.invalid_file_pattern(*number as u64, name, engine),
                    RuleFileFault::TooLarge { number } => m.file_rules_too_large(*number as u64),
                };
                m.located(&shown(path), &fault)
            }
            ConfigProblem::InvalidKeys { notation, action } => m.invalid_keys(notation, action),
            ConfigProblem::UnknownAction(name) => m.unknown_action(name),
            ConfigProblem::KeyConflict {
                keys,
                actions: [first, second],
            } => m.key_conflict(keys, first, second),
        }
    }

    fn config_fault(&self, fault: &ConfigFault) -> String {
        let m = &self.config;
        match fault {
            ConfigFault::InvalidToml { parser } => m.invalid_toml(parser),
            ConfigFault::WrongValue(key) => m.wrong_value(key.name(), self.setting(*key)),
            ConfigFault::UnknownSetting { name, nearest } => m.unknown_setting(name, nearest),
            ConfigFault::KeysNotTable => m.keys_not_table.to_owned(),
            ConfigFault::KeysNotStrings => m.keys_not_strings.to_owned(),
            ConfigFault::NotRuleTables { kind, max } => m.not_rule_tables(kind.name(), *max as u64),
            ConfigFault::MissingPattern => m.missing_pattern.to_owned(),
            ConfigFault::InvalidPattern { kind, engine } => m.invalid_pattern(kind.name(), engine),
            ConfigFault::RulesTooLarge => m.rules_too_large.to_owned(),
            ConfigFault::MissingGroup { groups } => m.missing_group(*groups as u64),
            ConfigFault::UnknownRuleField { kind, name } => m.unknown_rule_field(kind.name(), name),
            ConfigFault::WrongRuleValue { name, max_level } => {
                m.wrong_rule_value(name, u64::from(*max_level))
            }
        }
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
