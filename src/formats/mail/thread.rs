//! Levels of mails that answer others.

use crate::formats::mime::Header;

/// Deepest level of an answer.
const MAX_LEVEL: usize = 4;

/// Names of the mails above the next one: each answers the one before it.
#[derive(Debug, Default)]
pub(super) struct Thread(Vec<String>);

impl Thread {
    /// Returns the level of the next mail: one below the mail that it answers, if that is above it.
    pub(super) fn level_of(&mut self, header: &Header) -> u8 {
        let names = |field: &str| {
            let value = header.value(field).unwrap_or_default();
            let names = value.split(['<', ' ', '>']);
            let names = names.filter(|name| name.contains('@')).map(str::to_owned);
            names.collect::<Vec<_>>()
        };
        let answered = [names("references"), names("in-reply-to")].concat();
        let above = self.0.iter().rposition(|name| answered.contains(name));
        self.0.truncate(above.map_or(0, |above| above + 1));
        let own = names("message-id").into_iter().next();
        self.0.push(own.unwrap_or_default());
        self.0.len().min(MAX_LEVEL) as u8
    }
}
