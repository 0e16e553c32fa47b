//! What a document says of itself: author, publisher, date and the like.

use crate::error::Notice;
use crate::lang::Words;

/// One fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metadata {
    /// What it is about.
    pub name: Words,
    /// What is said.
    pub value: Notice,
}

/// What facts are about.
pub mod about {
    use crate::lang::Words;

    const fn words(zh: &'static str, en: &'static str) -> Words {
        Words { zh, en }
    }

    /// Who wrote it.
    pub const AUTHOR: Words = words("作者", "author");
    /// Who translated it.
    pub const TRANSLATOR: Words = words("译者", "translator");
    /// Who published it.
    pub const PUBLISHER: Words = words("出版", "publisher");
    /// When.
    pub const DATE: Words = words("日期", "date");
    /// The language it names, as it names it.
    pub const LANGUAGE: Words = words("标明语言", "language");
    /// The number it is known by.
    pub const IDENTIFIER: Words = words("书号", "identifier");
    /// The page or site it comes from.
    pub const SOURCE: Words = words("来源", "source");
    /// What it is about.
    pub const SUMMARY: Words = words("简介", "summary");
    /// How its pages are turned.
    pub const PAGES: Words = words("翻页", "pages");
}

impl Metadata {
    /// A fact that reads the same in every language.
    pub fn new(name: Words, value: impl Into<String>) -> Self {
        let value = value.into();
        Self {
            name,
            value: Notice::new(value.clone(), value),
        }
    }
}
