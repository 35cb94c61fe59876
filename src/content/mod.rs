//! The files people edit: read strictly (everything wrong is told, the rest is used) and written stably.

pub mod article;
pub mod article_edit;
mod article_fields;
pub mod article_folder;
pub mod comments;
pub mod comments_file;
pub mod comments_rewrite;
pub mod entity;
pub mod exchange;
pub mod keys;
pub mod note;
pub mod page;
pub mod refusals;
pub mod rewrite;
pub mod save;
pub mod series;
pub mod status;
pub mod store;
pub mod text_file;
pub mod trash;

pub use article::{Article, ArticleMeta};
pub use article_folder::ArticleFolder;
pub use comments::Comment;
pub use entity::{Alias, Coordinates, Entity};
pub use note::{Note, Target};
pub use page::Page;
pub use refusals::{Refusal, Refusals};
pub use status::{CommentsMode, EntityKind, EntityLinks, Kind, NoteStatus, Status};
pub use text_file::TextFile;
