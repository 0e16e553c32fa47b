//! tongdu 通读: a terminal reader for Chinese, Japanese and Korean essays and books.
//!
//! # The house
//!
//! ```text
//!  7  app   what can be asked for (action, keymap), the state and the only way it changes
//!           (update, reading, prompting), drawing (draw), jobs and the loop (run)
//!     cli   what can be had without a screen: toc, cat, check
//!  6  ui    views, themes, geometry          term  put, backend, input, events, probe, session
//!  5  session  configuration, records of what was read, folders of the user
//!     messages  every text the program says, in five languages
//!  4  search    3  layout                     siblings: none uses another
//!  2  source (bytes), outline (headings of plain text), formats (bytes to documents), views,
//!     library (opens anything)
//!  1  doc   Pos, Block, Document, Outline
//!  0  text (widths, breaks, classes, numerals), error
//! ```
//!
//! A floor uses only floors below it; `tests/floors.rs` reads the source and holds that.
//!
//! # What everything rests on
//!
//! - **A position is a place in the text** ([`doc::Pos`]): never a line, a page or a row.
//! - **Layout is prepare × set**: [`layout::prepare()`] knows the text and its policy,
//!   [`layout::Prepared::set`] the column. Neither knows theme or terminal.
//! - **No global layout.** A page is made by walking blocks outward from the anchor
//!   ([`layout::Flow`]); progress is a share of bytes. That is why 100 MB open like 1 KB.
//! - **The state changes in one place**, [`app::update::Model::update`], which returns the effects to carry out
//!   outside; [`app::draw::draw`] changes nothing.
//! - **One table of actions** ([`app::input::action::ACTIONS`]) makes help, README, default configuration
//!   and the checks for conflicts.
//! - **One kind of thing is read**, a [`doc::Document`]: a file, an essay, a folder.
//! - **One way to the screen**: [`term::write_text`] with our own widths, and a backend that never trusts
//!   a width ([`term::backend::SafeBackend`]).
//! - **One view over another**: hard-wrapped lines become paragraphs and lines of sites are left out
//!   ([`views::reflow`]) over the plain text, whose places stay the bytes of the file; a web page
//!   has a view of its article alone.
//! - **One road for pages**: documents of word processors ([`formats::word::docx`], [`formats::word::doc97`]) become HTML, and
//!   then what every page becomes.
//! - **One pass for headings**: rules of the reader's own ([`outline::rules`]) are heeded where the outline
//!   is inferred ([`outline::headings`]), so that neither silences the other.
//! - **Files are read in windows**, not mapped ([`source::windows`]): a file that shrinks cannot kill us,
//!   and the house has no unsafe code. Large packed texts and pipes become such a file, without a name.
//! - **A document is known again** by where it is and how it begins ([`session::fingerprint`]); a place in it by
//!   its words ([`doc::Place`]), so that it is found in a text that was edited.
//! - **The terminal is asked once and never waited for** ([`term::probe`]): the first frame is drawn
//!   with a guess and adapts when the answers come.

#![forbid(unsafe_code)]

pub mod app;
pub mod cli;
pub mod doc;
pub mod error;
pub mod formats;
pub mod layout;
pub mod library;
pub mod messages;
pub mod outline;
pub mod search;
pub mod session;
pub mod source;
pub mod term;
pub mod text;
pub mod ui;
pub mod views;
