//! What the reader can ask for: one enum and one table. Help, the key table of the README, the
//! default configuration and the checks for conflicts are functions of [`ACTIONS`].

use crate::lang::Words;

/// Everything a key can do. The count travels beside it.
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
    Search,
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
    Original,
    Article,
    Follow,
    ExplainHeading,
}

/// Where a key means something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// The text has the focus.
    Reading,
    /// The outline has the focus.
    Outline,
    /// Everywhere but in a prompt.
    Everywhere,
}

/// Heading in the help under which an action stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActionGroup {
    /// Moving in the text.
    Motion,
    /// Jumping between sections and back.
    Jump,
    /// Searching.
    Search,
    /// The outline.
    Outline,
    /// How the text looks.
    Appearance,
    /// The program.
    Program,
}

/// The groups in the order of the help, with their names.
pub const GROUPS: [(ActionGroup, Words); 6] = [
    (
        ActionGroup::Motion,
        Words {
            zh: "移动",
            en: "Moving",
        },
    ),
    (
        ActionGroup::Jump,
        Words {
            zh: "跳转",
            en: "Jumping",
        },
    ),
    (
        ActionGroup::Search,
        Words {
            zh: "搜索",
            en: "Searching",
        },
    ),
    (
        ActionGroup::Outline,
        Words {
            zh: "目录",
            en: "Outline",
        },
    ),
    (
        ActionGroup::Appearance,
        Words {
            zh: "外观",
            en: "Looks",
        },
    ),
    (
        ActionGroup::Program,
        Words {
            zh: "程序",
            en: "Program",
        },
    ),
];

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct ActionInfo {
    /// What it does.
    pub action: Action,
    /// Name for the command line and the configuration.
    pub name: &'static str,
    /// Where its keys hold.
    pub context: Context,
    /// Where it stands in the help.
    pub group: ActionGroup,
    /// Its keys, in notation.
    pub keys: &'static [&'static str],
    /// What it does, in words.
    pub doc: Words,
}

const fn row(
    action: Action,
    name: &'static str,
    (context, group): (Context, ActionGroup),
    keys: &'static [&'static str],
    zh: &'static str,
    en: &'static str,
) -> ActionInfo {
    ActionInfo {
        action,
        name,
        context,
        group,
        keys,
        doc: Words { zh, en },
    }
}

const MOVING: (Context, ActionGroup) = (Context::Reading, ActionGroup::Motion);
const JUMPING: (Context, ActionGroup) = (Context::Reading, ActionGroup::Jump);
const SEARCHING: (Context, ActionGroup) = (Context::Reading, ActionGroup::Search);
const LOOKS: (Context, ActionGroup) = (Context::Reading, ActionGroup::Appearance);
const OUTLINE: (Context, ActionGroup) = (Context::Outline, ActionGroup::Outline);
const OF_OUTLINE: (Context, ActionGroup) = (Context::Everywhere, ActionGroup::Outline);
const PROGRAM: (Context, ActionGroup) = (Context::Everywhere, ActionGroup::Program);

/// Every action, once.
#[rustfmt::skip]
pub const ACTIONS: &[ActionInfo] = &[
    row(Action::LineDown, "line-down", MOVING, &["j", "<Down>", "<C-e>"], "下移一行", "one line down"),
    row(Action::LineUp, "line-up", MOVING, &["k", "<Up>", "<C-y>"], "上移一行", "one line up"),
    row(Action::PageDown, "page-down", MOVING, &["<Space>", "f", "<C-f>", "<PgDn>", "l", "<Right>"], "下一页", "one page on"),
    row(Action::PageUp, "page-up", MOVING, &["b", "<C-b>", "<PgUp>", "<S-Space>", "h", "<Left>"], "上一页", "one page back"),
    row(Action::HalfDown, "half-page-down", MOVING, &["d", "<C-d>"], "下半页", "half a page on"),
    row(Action::HalfUp, "half-page-up", MOVING, &["u", "<C-u>"], "上半页", "half a page back"),
    row(Action::NextParagraph, "next-paragraph", MOVING, &["}"], "下一段", "next paragraph"),
    row(Action::PrevParagraph, "previous-paragraph", MOVING, &["{"], "上一段", "previous paragraph"),
    row(Action::NextSentence, "next-sentence", MOVING, &[")"], "下一句", "next sentence"),
    row(Action::PrevSentence, "previous-sentence", MOVING, &["("], "上一句", "previous sentence"),
    row(Action::NextSection, "next-section", JUMPING, &["]", "L"], "下一节（同级；可带数字）", "next section of this level (with a count, that many)"),
    row(Action::PrevSection, "previous-section", JUMPING, &["[", "H"], "上一节（同级；可带数字）", "previous section of this level (with a count, that many)"),
    row(Action::NextTop, "next-top-section", JUMPING, &["]]"], "下一篇（章）", "next essay or chapter"),
    row(Action::PrevTop, "previous-top-section", JUMPING, &["[["], "上一篇（章）", "previous essay or chapter"),
    row(Action::Top, "top", JUMPING, &["gg", "<lt>", "<Home>"], "全文开头", "top of the text"),
    row(Action::Bottom, "bottom", JUMPING, &["G", ">", "<End>"], "全文末尾；12G 为目录第 12 项", "bottom of the text; 12G: section 12 of the outline"),
    row(Action::Percent, "percent", JUMPING, &["%"], "50% 到全文一半处", "50%: half-way through the text"),
    row(Action::Follow, "follow", JUMPING, &["<Enter>"], "打开本页的注或链接；2<Enter> 为第二处", "open the note or link on the page; 2<Enter>: the second"),
    row(Action::JumpBack, "jump-back", JUMPING, &["<C-o>", "<A-Left>"], "跳回上一处", "back in the jump list"),
    row(Action::JumpForward, "jump-forward", JUMPING, &["<C-]>", "<A-Right>"], "再跳往下一处", "forward in the jump list"),
    row(Action::JumpSwap, "jump-swap", JUMPING, &["''", "``"], "回到跳转之前，再按又回来", "where the last jump began, and back again"),
    row(Action::Search, "search", SEARCHING, &["/"], "搜索（边输入边找，照字面）", "search as you type (literal, no patterns)"),
    row(Action::NextHit, "next-hit", SEARCHING, &["n"], "下一处", "next hit"),
    row(Action::PrevHit, "previous-hit", SEARCHING, &["N"], "上一处", "previous hit"),
    row(Action::Cancel, "cancel", SEARCHING, &["<Esc>"], "离开搜索，回到开始搜索之处", "leave the search and return to where it began"),
    row(Action::PaneFocus, "outline-focus", OF_OUTLINE, &["<Tab>"], "在目录与正文之间切换", "go to the outline, and back to the text"),
    row(Action::PaneToggle, "outline-toggle", OF_OUTLINE, &["t"], "显示或收起目录栏", "show or hide the outline pane"),
    row(Action::OutlineFull, "outline-full", OF_OUTLINE, &["T"], "全屏目录，输入即筛选", "outline over the whole screen; type to filter"),
    row(Action::RowDown, "row-down", OUTLINE, &["j", "<Down>", "<C-n>"], "下一条", "one row down"),
    row(Action::RowUp, "row-up", OUTLINE, &["k", "<Up>", "<C-p>"], "上一条", "one row up"),
    row(Action::RowsDown, "rows-down", OUTLINE, &["<PgDn>", "<C-f>", "<C-d>", "f", "d"], "下翻目录", "a page of rows down"),
    row(Action::RowsUp, "rows-up", OUTLINE, &["<PgUp>", "<C-b>", "<C-u>", "b", "u"], "上翻目录", "a page of rows up"),
    row(Action::RowFirst, "first-row", OUTLINE, &["gg", "<Home>"], "目录首条", "first row"),
    row(Action::RowLast, "last-row", OUTLINE, &["G", "<End>"], "目录末条", "last row"),
    row(Action::RowOpen, "row-open", OUTLINE, &["<Enter>"], "读这一节", "read this section"),
    row(Action::Fold, "fold", OUTLINE, &["h", "<Left>"], "折叠，或到上一级", "fold, or go to the parent"),
    row(Action::Unfold, "unfold", OUTLINE, &["l", "<Right>"], "展开", "unfold"),
    row(Action::FoldToggle, "fold-toggle", OUTLINE, &["<Space>", "o"], "折叠或展开", "fold or unfold"),
    row(Action::FoldAll, "fold-all", OUTLINE, &["M", "H"], "全部折叠；2M 露出两级", "fold all; 2M leaves two levels in sight"),
    row(Action::UnfoldAll, "unfold-all", OUTLINE, &["R", "L"], "全部展开", "unfold all"),
    row(Action::ArticlesToggle, "articles", OUTLINE, &["a"], "法律的条：收起或展开", "articles of a law (第N条): fold or unfold"),
    row(Action::Filter, "filter", OUTLINE, &["/"], "筛选目录（标题、序号）", "filter the outline (titles and section numbers)"),
    row(Action::PaneWider, "outline-wider", OUTLINE, &["+"], "目录栏加宽", "wider pane"),
    row(Action::PaneNarrower, "outline-narrower", OUTLINE, &["-"], "目录栏收窄", "narrower pane"),
    row(Action::PaneDefault, "outline-default-width", OUTLINE, &["="], "目录栏恢复宽度", "default width of the pane"),
    row(Action::Promote, "promote", OUTLINE, &["<lt>"], "升一级（连同下级）", "a level up, with what is below"),
    row(Action::Demote, "demote", OUTLINE, &[">"], "降一级（连同下级）", "a level down, with what is below"),
    row(Action::RemoveHeading, "remove-heading", OUTLINE, &["x"], "这一条不是标题", "this is no heading"),
    row(Action::UndoCorrection, "undo-correction", OUTLINE, &["U"], "撤销上一次更正", "take the last correction back"),
    row(Action::MakeHeading, "make-heading", (Context::Reading, ActionGroup::Outline), &["A"], "首行（5A 为第五行；搜索时为命中的行）及同类的行是标题", "the line on top (5A: the fifth; in a search: that of the hit), and lines of its kind, are headings"),
    row(Action::SaveOutline, "save-outline", OF_OUTLINE, &[], "把目录存在文件旁（.toc.toml）", "write the outline beside the file (.toc.toml)"),
    row(Action::ExplainHeading, "why", OF_OUTLINE, &["W"], "首行（5W 为第五行；目录中：这一条）为什么是（不是）标题", "why the line on top (5W: the fifth; in the outline: this row) is a heading, or is none"),
    row(Action::PaneLeave, "outline-leave", OUTLINE, &["<Esc>"], "回到正文", "back to the text"),
    row(Action::Wider, "wider", LOOKS, &["+"], "行长加宽", "longer lines"),
    row(Action::Narrower, "narrower", LOOKS, &["-"], "行长收窄", "shorter lines"),
    row(Action::DefaultWidth, "default-width", LOOKS, &["="], "恢复行长", "default length of lines"),
    row(Action::Justify, "justify", LOOKS, &["J"], "两端对齐", "justify lines"),
    row(Action::Ruby, "ruby", LOOKS, &["R"], "注音：不显示、括注在后、字上另行", "readings: hidden, behind their base, above it"),
    row(Action::Punct, "punct", LOOKS, &[], "中文里的半角标点显示为全角", "half-width punctuation in Chinese full-width"),
    row(Action::Theme, "theme", LOOKS, &["c"], "换配色", "next theme"),
    row(Action::Original, "original", LOOKS, &["O"], "原样：不合并硬换行、不省空行、不隐广告行", "as the file has it: broken lines, empty ones, hidden ones"),
    row(Action::Article, "article", LOOKS, &[], "网页只看正文，再按看整页", "of a web page the article alone, and the whole page again"),
    row(Action::TextOnly, "text-only", LOOKS, &["z"], "只留正文", "text only: no pane, no status line"),
    row(Action::Info, "info", PROGRAM, &["i"], "关于这篇文字", "about this document"),
    row(Action::Reload, "reload", PROGRAM, &["r"], "重新读入", "read the file again"),
    row(Action::Command, "command", PROGRAM, &[":"], "命令行", "command line"),
    row(Action::Redraw, "redraw", PROGRAM, &["<C-l>"], "重画屏幕", "draw the screen anew"),
    row(Action::Suspend, "suspend", PROGRAM, &["<C-z>"], "挂起，回到命令行", "suspend to the shell"),
    row(Action::Help, "help", PROGRAM, &["?", "<F1>"], "帮助", "help"),
    row(Action::Quit, "quit", PROGRAM, &["q", "ZZ"], "退出", "quit"),
];

/// The row of an action.
///
/// # Panics
/// Never: a test holds the table complete.
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
            Action::ExplainHeading as usize + 1,
            "every action has a row"
        );
        for (group, _) in GROUPS {
            assert!(ACTIONS.iter().any(|e| e.group == group));
        }
        for e in ACTIONS {
            assert!(!e.doc.zh.is_empty() && !e.doc.en.is_empty(), "{}", e.name);
        }
    }
}
