//! The actions of the reader: one enum and one table. Help, key table, default configuration and conflict checks are
//! all derived from [`ACTIONS`].

use crate::messages::FixedText;

/// Every action that a key can trigger. The count is passed separately.
#[expect(missing_docs, reason = "each is documented by its words in ACTIONS")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    LineDown,
    LineUp,
    PageDown,
    PageUp,
    HalfDown,
    HalfUp,
    NextSection,
    PrevSection,
    NextTop,
    PrevTop,
    NextParagraph,
    PrevParagraph,
    NextSentence,
    PrevSentence,
    Top,
    Bottom,
    Percent,
    JumpBack,
    JumpForward,
    JumpSwap,
    Jumps,
    Search,
    SearchBack,
    NextHit,
    PrevHit,
    Cancel,
    PaneFocus,
    PaneToggle,
    OutlineFull,
    Wider,
    Narrower,
    DefaultWidth,
    Justify,
    Ruby,
    Punct,
    Theme,
    TextOnly,
    Info,
    Reload,
    FollowEnd,
    Editor,
    OpenOutside,
    GotoLine,
    Command,
    Redraw,
    Suspend,
    Help,
    Quit,
    RowDown,
    RowUp,
    RowsDown,
    RowsUp,
    RowFirst,
    RowLast,
    RowOpen,
    Fold,
    Unfold,
    FoldToggle,
    FoldAll,
    UnfoldAll,
    ArticlesToggle,
    DoubtfulToggle,
    Filter,
    PaneLeave,
    PaneWider,
    PaneNarrower,
    PaneDefault,
    Promote,
    Demote,
    RemoveHeading,
    UndoCorrection,
    MakeHeading,
    SaveOutline,
    SaveInput,
    Original,
    Article,
    Follow,
    Hits,
    SearchAll,
    WordForward,
    WordBack,
    MarkWord,
    UnmarkWords,
    Look,
    SectionOnly,
    AllMarks,
    ExplainHeading,
    Select,
    SelectParagraphs,
    Copy,
    CopyCited,
    CopyReadings,
    LookUp,
    ExtendRight,
    ExtendLeft,
    ExtendDown,
    ExtendUp,
    ExtendWord,
    ExtendBackWord,
    ExtendWordEnd,
    ExtendRowStart,
    ExtendRowEnd,
    OtherEnd,
    SelectFromHere,
    SelectWord,
    SelectSentence,
    SelectParagraph,
    SelectQuoted,
    SelectBracketed,
    Mouse,
    Position,
    Highlight,
    Annotate,
    RemoveHighlights,
    UndoMark,
    AnchorMark,
    SetMark,
    Bookmark,
    GotoMark,
    GotoMarkPlace,
    EditRow,
    RemoveRow,
    Shelf,
    Essays,
    FavouriteFolder,
    FromBeginning,
    PutBack,
    NextValue,
    PrevValue,
    Marks,
    PlaceTop,
    PlaceMiddle,
    PlaceBottom,
    TwoPages,
    LongerWord,
    ShorterWord,
    CodeRight,
    CodeLeft,
}

/// Context in which a key binding is valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// The text has the focus.
    Reading,
    /// The text has the focus and a part of it is selected. Keys without a binding here are those of the text.
    Selection,
    /// The outline has the focus.
    Outline,
    /// A list has the focus: hits, notes, shelf, files.
    List,
    /// Articles about a word cover the text. Keys without a binding here are those of the text.
    Dictionary,
    /// The outline or a list has the focus.
    Rows,
    /// Everywhere but in a prompt.
    Everywhere,
}

impl Context {
    /// Returns whether bindings of another context hold in this one too.
    pub fn includes(self, other: Self) -> bool {
        match other {
            Self::Everywhere => true,
            Self::Rows => matches!(self, Self::Rows | Self::Outline | Self::List),
            Self::Reading | Self::Selection | Self::Outline | Self::List | Self::Dictionary => {
                self == other
            }
        }
    }
}

/// Group of an action in the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActionGroup {
    /// Moving in the text.
    Motion,
    /// Jumping between sections and back.
    Jump,
    /// Searching.
    Search,
    /// Selecting and copying.
    Selection,
    /// The outline.
    Outline,
    /// Lists.
    Lists,
    /// Theme, measure, ruby and other looks.
    Appearance,
    /// The program.
    Program,
}

/// Groups in the order of the help, with their titles.
pub const GROUPS: [(ActionGroup, FixedText); 8] = [
    (ActionGroup::Motion, |m| m.action_groups.motion),
    (ActionGroup::Jump, |m| m.action_groups.jump),
    (ActionGroup::Search, |m| m.action_groups.search),
    (ActionGroup::Selection, |m| m.select_actions.group),
    (ActionGroup::Outline, |m| m.action_groups.outline),
    (ActionGroup::Lists, |m| m.action_groups.lists),
    (ActionGroup::Appearance, |m| m.action_groups.appearance),
    (ActionGroup::Program, |m| m.action_groups.program),
];

/// A row of [`ACTIONS`].
#[derive(Clone, Copy, Debug)]
pub struct ActionInfo {
    /// The action.
    pub action: Action,
    /// Name for the command line and the configuration.
    pub name: &'static str,
    /// Context of its keys.
    pub context: Context,
    /// Group in the help.
    pub group: ActionGroup,
    /// Default keys, in key notation.
    pub keys: &'static [&'static str],
    /// Description in the catalogue.
    pub doc: FixedText,
}

const fn row(
    action: Action,
    name: &'static str,
    (context, group): (Context, ActionGroup),
    keys: &'static [&'static str],
    doc: FixedText,
) -> ActionInfo {
    ActionInfo {
        action,
        name,
        context,
        group,
        keys,
        doc,
    }
}

const MOVING: (Context, ActionGroup) = (Context::Reading, ActionGroup::Motion);
const JUMPING: (Context, ActionGroup) = (Context::Reading, ActionGroup::Jump);
const SEARCHING: (Context, ActionGroup) = (Context::Reading, ActionGroup::Search);
const LOOKS: (Context, ActionGroup) = (Context::Reading, ActionGroup::Appearance);
const SELECTING: (Context, ActionGroup) = (Context::Selection, ActionGroup::Selection);
const LOOKING_UP: (Context, ActionGroup) = (Context::Dictionary, ActionGroup::Selection);
const OUTLINE: (Context, ActionGroup) = (Context::Outline, ActionGroup::Outline);
const ROWS: (Context, ActionGroup) = (Context::Rows, ActionGroup::Outline);
const LISTS: (Context, ActionGroup) = (Context::List, ActionGroup::Lists);
const OF_OUTLINE: (Context, ActionGroup) = (Context::Everywhere, ActionGroup::Outline);
const PROGRAM: (Context, ActionGroup) = (Context::Everywhere, ActionGroup::Program);

/// Every action exactly once.
#[rustfmt::skip]
pub const ACTIONS: &[ActionInfo] = &[
    row(Action::LineDown, "line-down", MOVING, &["j", "<Down>", "<C-e>"], |m| m.actions.line_down),
    row(Action::LineUp, "line-up", MOVING, &["k", "<Up>", "<C-y>"], |m| m.actions.line_up),
    row(Action::PageDown, "page-down", MOVING, &["<Space>", "f", "<C-f>", "<PgDn>", "l", "<Right>"], |m| m.actions.page_down),
    row(Action::PageUp, "page-up", MOVING, &["b", "<C-b>", "<PgUp>", "<S-Space>", "h", "<Left>"], |m| m.actions.page_up),
    row(Action::HalfDown, "half-page-down", MOVING, &["d", "<C-d>"], |m| m.actions.half_page_down),
    row(Action::HalfUp, "half-page-up", MOVING, &["u", "<C-u>"], |m| m.actions.half_page_up),
    row(Action::NextParagraph, "next-paragraph", MOVING, &["}"], |m| m.actions.next_paragraph),
    row(Action::PrevParagraph, "previous-paragraph", MOVING, &["{"], |m| m.actions.previous_paragraph),
    row(Action::NextSentence, "next-sentence", MOVING, &[")"], |m| m.actions.next_sentence),
    row(Action::PrevSentence, "previous-sentence", MOVING, &["("], |m| m.actions.previous_sentence),
    row(Action::PlaceTop, "place-top", MOVING, &[], |m| m.actions.place_top),
    row(Action::PlaceMiddle, "place-middle", MOVING, &[], |m| m.actions.place_middle),
    row(Action::PlaceBottom, "place-bottom", MOVING, &[], |m| m.actions.place_bottom),
    row(Action::NextSection, "next-section", JUMPING, &["]", "L"], |m| m.actions.next_section),
    row(Action::PrevSection, "previous-section", JUMPING, &["[", "H"], |m| m.actions.previous_section),
    row(Action::NextTop, "next-top-section", JUMPING, &["]]"], |m| m.actions.next_top_section),
    row(Action::PrevTop, "previous-top-section", JUMPING, &["[["], |m| m.actions.previous_top_section),
    row(Action::Top, "top", JUMPING, &["gg", "<lt>", "<Home>"], |m| m.actions.top),
    row(Action::Bottom, "bottom", JUMPING, &["G", ">", "<End>"], |m| m.actions.bottom),
    row(Action::GotoLine, "goto-line", JUMPING, &[], |m| m.actions.goto_line),
    row(Action::FollowEnd, "follow-end", MOVING, &["F"], |m| m.actions.follow_end),
    row(Action::Percent, "percent", JUMPING, &["%"], |m| m.actions.percent),
    row(Action::Follow, "follow", JUMPING, &["<Enter>", "gf"], |m| m.actions.follow),
    row(Action::OpenOutside, "open-outside", JUMPING, &["o", "gx"], |m| m.actions.open_outside),
    row(Action::JumpBack, "jump-back", JUMPING, &["<C-o>", "<A-Left>"], |m| m.actions.jump_back),
    row(Action::JumpForward, "jump-forward", JUMPING, &["<C-]>", "<A-Right>"], |m| m.actions.jump_forward),
    row(Action::JumpSwap, "jump-swap", JUMPING, &["''", "``"], |m| m.actions.jump_swap),
    row(Action::Jumps, "jumps", JUMPING, &[], |m| m.actions.jumps),
    row(Action::Position, "where", JUMPING, &["<C-g>"], |m| m.actions.position),
    row(Action::SetMark, "set-mark", JUMPING, &["m"], |m| m.mark_actions.set),
    row(Action::Bookmark, "bookmark", JUMPING, &["mm"], |m| m.mark_actions.bookmark),
    row(Action::GotoMark, "goto-mark-paragraph", JUMPING, &["'"], |m| m.mark_actions.goto_paragraph),
    row(Action::GotoMarkPlace, "goto-mark", JUMPING, &["`"], |m| m.mark_actions.goto),
    row(Action::Search, "search", SEARCHING, &["/"], |m| m.actions.search),
    row(Action::SearchBack, "search-back", SEARCHING, &[], |m| m.actions.search_back),
    row(Action::NextHit, "next-hit", (Context::Everywhere, ActionGroup::Search), &["n", "<F3>"], |m| m.actions.next_hit),
    row(Action::PrevHit, "previous-hit", (Context::Everywhere, ActionGroup::Search), &["N", "<S-F3>"], |m| m.actions.previous_hit),
    row(Action::WordForward, "search-word", SEARCHING, &["*"], |m| m.actions.search_word),
    row(Action::WordBack, "search-word-back", SEARCHING, &["#"], |m| m.actions.search_word_back),
    row(Action::SearchAll, "search-all", (Context::Everywhere, ActionGroup::Search), &["g/"], |m| m.actions.search_all),
    row(Action::MarkWord, "mark-word", SEARCHING, &["g*"], |m| m.actions.mark_word),
    row(Action::UnmarkWords, "unmark-words", SEARCHING, &["g&"], |m| m.actions.unmark_words),
    row(Action::Hits, "hits", (Context::Everywhere, ActionGroup::Search), &["&"], |m| m.actions.hits),
    row(Action::Cancel, "cancel", SEARCHING, &["<Esc>"], |m| m.actions.cancel),
    row(Action::Select, "select", (Context::Reading, ActionGroup::Selection), &["v"], |m| m.select_actions.select),
    row(Action::SelectParagraphs, "select-paragraphs", (Context::Reading, ActionGroup::Selection), &["V"], |m| m.select_actions.select_paragraphs),
    row(Action::Copy, "copy", (Context::Everywhere, ActionGroup::Selection), &["y"], |m| m.select_actions.copy),
    row(Action::CopyCited, "copy-with-source", (Context::Everywhere, ActionGroup::Selection), &["Y"], |m| m.select_actions.copy_with_source),
    row(Action::CopyReadings, "copy-with-readings", (Context::Everywhere, ActionGroup::Selection), &["gy"], |m| m.select_actions.copy_with_readings),
    row(Action::LookUp, "look-up", (Context::Reading, ActionGroup::Selection), &["K"], |m| m.dictionary.look_up),
    row(Action::LongerWord, "longer-word", LOOKING_UP, &["l", "<Right>"], |m| m.dictionary.longer_word),
    row(Action::ShorterWord, "shorter-word", LOOKING_UP, &["h", "<Left>"], |m| m.dictionary.shorter_word),
    row(Action::ExtendRight, "extend-right", SELECTING, &["l", "<Right>"], |m| m.select_actions.right),
    row(Action::ExtendLeft, "extend-left", SELECTING, &["h", "<Left>"], |m| m.select_actions.left),
    row(Action::ExtendDown, "extend-down", SELECTING, &["j", "<Down>"], |m| m.select_actions.down),
    row(Action::ExtendUp, "extend-up", SELECTING, &["k", "<Up>"], |m| m.select_actions.up),
    row(Action::ExtendWord, "extend-word", SELECTING, &["w"], |m| m.select_actions.word),
    row(Action::ExtendBackWord, "extend-back-word", SELECTING, &["b"], |m| m.select_actions.back_word),
    row(Action::ExtendWordEnd, "extend-word-end", SELECTING, &["e"], |m| m.select_actions.word_end),
    row(Action::ExtendRowStart, "extend-row-start", SELECTING, &["0"], |m| m.select_actions.row_start),
    row(Action::ExtendRowEnd, "extend-row-end", SELECTING, &["$"], |m| m.select_actions.row_end),
    row(Action::OtherEnd, "other-end", SELECTING, &["o"], |m| m.select_actions.other_end),
    row(Action::SelectFromHere, "select-from-here", SELECTING, &[";"], |m| m.select_actions.from_here),
    row(Action::Highlight, "highlight", SELECTING, &["s"], |m| m.mark_actions.highlight),
    row(Action::Annotate, "note", (Context::Reading, ActionGroup::Selection), &["a"], |m| m.mark_actions.note),
    row(Action::RemoveHighlights, "remove-highlights", SELECTING, &["x"], |m| m.mark_actions.remove),
    row(Action::UndoMark, "undo-mark", SELECTING, &["u"], |m| m.mark_actions.undo),
    row(Action::AnchorMark, "anchor", SELECTING, &[], |m| m.mark_actions.anchor),
    row(Action::Marks, "marks", (Context::Reading, ActionGroup::Selection), &["M"], |m| m.mark_actions.list),
    row(Action::SelectWord, "select-word", SELECTING, &["iw"], |m| m.select_actions.in_word),
    row(Action::SelectSentence, "select-sentence", SELECTING, &["is"], |m| m.select_actions.in_sentence),
    row(Action::SelectParagraph, "select-paragraph", SELECTING, &["ip"], |m| m.select_actions.in_paragraph),
    row(Action::SelectQuoted, "select-quoted", SELECTING, &["i\""], |m| m.select_actions.in_quotes),
    row(Action::SelectBracketed, "select-bracketed", SELECTING, &["i("], |m| m.select_actions.in_brackets),
    row(Action::PaneFocus, "outline-focus", OF_OUTLINE, &["<Tab>"], |m| m.actions.outline_focus),
    row(Action::PaneToggle, "outline-toggle", OF_OUTLINE, &["t"], |m| m.actions.outline_toggle),
    row(Action::OutlineFull, "outline-full", OF_OUTLINE, &["T"], |m| m.actions.outline_full),
    row(Action::RowDown, "row-down", ROWS, &["j", "<Down>", "<C-n>"], |m| m.actions.row_down),
    row(Action::RowUp, "row-up", ROWS, &["k", "<Up>", "<C-p>"], |m| m.actions.row_up),
    row(Action::RowsDown, "rows-down", ROWS, &["<PgDn>", "<C-f>", "<C-d>", "f", "d"], |m| m.actions.rows_down),
    row(Action::RowsUp, "rows-up", ROWS, &["<PgUp>", "<C-b>", "<C-u>", "b", "u"], |m| m.actions.rows_up),
    row(Action::RowFirst, "first-row", ROWS, &["gg", "<Home>"], |m| m.actions.first_row),
    row(Action::RowLast, "last-row", ROWS, &["G", "<End>"], |m| m.actions.last_row),
    row(Action::RowOpen, "row-open", ROWS, &["<Enter>"], |m| m.actions.row_open),
    row(Action::Fold, "fold", OUTLINE, &["h", "<Left>"], |m| m.actions.fold),
    row(Action::Unfold, "unfold", OUTLINE, &["l", "<Right>"], |m| m.actions.unfold),
    row(Action::FoldToggle, "fold-toggle", OUTLINE, &["<Space>", "o"], |m| m.actions.fold_toggle),
    row(Action::FoldAll, "fold-all", OUTLINE, &["M", "H"], |m| m.actions.fold_all),
    row(Action::UnfoldAll, "unfold-all", OUTLINE, &["R", "L"], |m| m.actions.unfold_all),
    row(Action::ArticlesToggle, "articles", OUTLINE, &["a"], |m| m.actions.articles),
    row(Action::DoubtfulToggle, "doubtful", OUTLINE, &["D"], |m| m.actions.doubtful),
    row(Action::Filter, "filter", ROWS, &["/"], |m| m.actions.filter),
    row(Action::PaneWider, "outline-wider", OUTLINE, &["+"], |m| m.actions.outline_wider),
    row(Action::PaneNarrower, "outline-narrower", OUTLINE, &["-"], |m| m.actions.outline_narrower),
    row(Action::PaneDefault, "outline-default-width", OUTLINE, &["="], |m| m.actions.outline_default_width),
    row(Action::Promote, "promote", OUTLINE, &["<lt>"], |m| m.actions.promote),
    row(Action::Demote, "demote", OUTLINE, &[">"], |m| m.actions.demote),
    row(Action::RemoveHeading, "remove-heading", OUTLINE, &["x"], |m| m.actions.remove_heading),
    row(Action::UndoCorrection, "undo-correction", OF_OUTLINE, &["U"], |m| m.actions.undo_correction),
    row(Action::MakeHeading, "make-heading", (Context::Reading, ActionGroup::Outline), &["A"], |m| m.actions.make_heading),
    row(Action::SaveOutline, "save-outline", OF_OUTLINE, &[], |m| m.actions.save_outline),
    row(Action::ExplainHeading, "why", OF_OUTLINE, &["W"], |m| m.actions.why),
    row(Action::PaneLeave, "outline-leave", ROWS, &["<Esc>"], |m| m.actions.outline_leave),
    row(Action::Look, "look", LISTS, &["<Space>"], |m| m.actions.look),
    row(Action::EditRow, "edit-row", LISTS, &["e"], |m| m.mark_actions.edit_row),
    row(Action::RemoveRow, "take-off", LISTS, &["d"], |m| m.mark_actions.take_off),
    row(Action::SectionOnly, "section-only", LISTS, &["s", "o"], |m| m.actions.section_only),
    row(Action::AllMarks, "all-marks", LISTS, &["M"], |m| m.mark_actions.all_marks),
    row(Action::FromBeginning, "from-beginning", LISTS, &["n"], |m| m.shelf.from_beginning),
    row(Action::PutBack, "put-back", LISTS, &["U"], |m| m.shelf.put_back_action),
    row(Action::FavouriteFolder, "favourite-folder", LISTS, &["+"], |m| m.shelf.favourite_folder),
    row(Action::NextValue, "next-value", LISTS, &["l", "<Right>"], |m| m.command.next_value),
    row(Action::PrevValue, "previous-value", LISTS, &["h", "<Left>"], |m| m.command.previous_value),
    row(Action::Essays, "essays", LISTS, &["E"], |m| m.shelf.open_essays),
    row(Action::Wider, "wider", LOOKS, &["+"], |m| m.actions.wider),
    row(Action::Narrower, "narrower", LOOKS, &["-"], |m| m.actions.narrower),
    row(Action::DefaultWidth, "default-width", LOOKS, &["="], |m| m.actions.default_width),
    row(Action::Justify, "justify", LOOKS, &["J"], |m| m.actions.justify),
    row(Action::Ruby, "ruby", LOOKS, &["R"], |m| m.actions.ruby),
    row(Action::Punct, "punct", LOOKS, &[], |m| m.actions.punct),
    row(Action::Theme, "theme", LOOKS, &["c"], |m| m.actions.theme),
    row(Action::Original, "original", LOOKS, &["O"], |m| m.actions.original),
    row(Action::Article, "article", LOOKS, &[], |m| m.actions.article),
    row(Action::CodeRight, "code-right", LOOKS, &["<C-Right>"], |m| m.actions.code_right),
    row(Action::CodeLeft, "code-left", LOOKS, &["<C-Left>"], |m| m.actions.code_left),
    row(Action::TwoPages, "two-pages", LOOKS, &["D"], |m| m.actions.two_pages),
    row(Action::TextOnly, "text-only", LOOKS, &["z"], |m| m.actions.text_only),
    row(Action::Shelf, "shelf", PROGRAM, &["B"], |m| m.shelf.open),
    row(Action::Info, "info", PROGRAM, &["i"], |m| m.actions.info),
    row(Action::SaveInput, "save-input", (Context::Reading, ActionGroup::Program), &[], |m| m.actions.save_input),
    row(Action::Editor, "editor", (Context::Reading, ActionGroup::Program), &["e"], |m| m.actions.editor),
    row(Action::Reload, "reload", PROGRAM, &["r", "<F5>"], |m| m.actions.reload),
    row(Action::Command, "command", PROGRAM, &[":"], |m| m.actions.command),
    row(Action::Redraw, "redraw", PROGRAM, &["<C-l>"], |m| m.actions.redraw),
    row(Action::Suspend, "suspend", PROGRAM, &["<C-z>"], |m| m.actions.suspend),
    row(Action::Mouse, "mouse", PROGRAM, &[], |m| m.actions.mouse),
    row(Action::Help, "help", PROGRAM, &["?", "<F1>"], |m| m.actions.help),
    row(Action::Quit, "quit", PROGRAM, &["q", "ZZ", "<C-q>"], |m| m.actions.quit),
];

/// Returns the row of an action.
///
/// # Panics
/// Never: a test checks that the table is complete.
pub fn action_info(action: Action) -> &'static ActionInfo {
    ACTIONS
        .iter()
        .find(|entry| entry.action == action)
        .expect("ACTIONS has every action")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn names_and_actions_are_unique_and_every_group_has_some() {
        let names: HashSet<_> = ACTIONS.iter().map(|e| e.name).collect();
        let actions: HashSet<_> = ACTIONS.iter().map(|e| e.action).collect();
        assert_eq!((names.len(), actions.len()), (ACTIONS.len(), ACTIONS.len()));
        assert_eq!(
            ACTIONS.len(),
            Action::CodeLeft as usize + 1,
            "every action has a row"
        );
        for (group, _) in GROUPS {
            assert!(ACTIONS.iter().any(|e| e.group == group));
        }
    }
}
