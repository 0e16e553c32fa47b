//! Information of a document about itself: author, publisher, date and the like.

/// A piece of information.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metadata {
    /// Kind of the information.
    pub kind: MetadataKind,
    /// The information.
    pub value: MetadataValue,
}

/// Kind of a piece of information.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MetadataKind {
    /// Author.
    Author,
    /// Translator.
    Translator,
    /// Publisher, or the site of a page.
    Publisher,
    /// Date.
    Date,
    /// Language as the document names it.
    Language,
    /// ISBN or another number.
    Identifier,
    /// Page or site that it comes from.
    Source,
    /// Summary.
    Summary,
    /// Direction in which pages are turned.
    Pages,
    /// Edition that the text was taken from (底本).
    Edition,
    /// Edition that this edition was taken from (底本の親本).
    EditionSource,
    /// First publication (初出).
    FirstPublished,
    /// Person who typed the text (入力).
    TypedBy,
    /// Person who checked the text (校正).
    CheckedBy,
    /// Edition that was translated (翻訳の底本).
    TranslatedFrom,
    /// Maker of the file (ファイル作成).
    MadeBy,
    /// Date of release (公開).
    Released,
    /// Date of revision (修正).
    Revised,
}

/// A piece of information.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MetadataValue {
    /// Text of the document.
    Text(String),
    /// Pages that are turned from right to left.
    RightToLeft,
}

impl Metadata {
    /// Returns a piece of information that is a text of the document.
    pub fn new(kind: MetadataKind, value: impl Into<String>) -> Self {
        Self {
            kind,
            value: MetadataValue::Text(value.into()),
        }
    }
}
