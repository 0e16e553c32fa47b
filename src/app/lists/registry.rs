//! The models of all lists.

use super::model::ListModel;
use super::state::ListKind;
use crate::app::marks::all_list::AllMarksListModel;
use crate::app::marks::list::MarkListModel;
use crate::app::reading::jump_list::JumpListModel;
use crate::app::search::hit_list::HitListModel;
use crate::app::settings::list::SettingsListModel;
use crate::app::shelf::list::ShelfListModel;

/// Returns the model of a kind of list.
pub fn model(kind: ListKind) -> &'static dyn ListModel {
    match kind {
        ListKind::Hits => &HitListModel,
        ListKind::Marks => &MarkListModel,
        ListKind::AllMarks => &AllMarksListModel,
        ListKind::Shelf => &ShelfListModel,
        ListKind::Settings => &SettingsListModel,
        ListKind::Jumps => &JumpListModel,
    }
}
