//! What templates get, read from `src/page/`: every struct that is serialized, with the docs of its fields.

use std::collections::BTreeMap;
use std::path::Path;

use postil::document::ids::RESERVED;

use super::source;

/// The name under which the manual speaks of what all pages get.
pub const EVERY_PAGE: &str = "Every page";

pub struct Contract {
    /// In the order of the code.
    pub templates: Vec<Template>,
    /// By name.
    pub shapes: BTreeMap<String, Shape>,
}

pub struct Template {
    pub file: String,
    /// Which pages it renders, in Markdown.
    pub pages: String,
    /// The key of its own value, and that value's shape.
    pub key: String,
    pub shape: String,
}

#[derive(Default)]
pub struct Shape {
    pub doc: String,
    /// A shape of which it has everything.
    pub takes: Option<String>,
    pub keys: Vec<Key>,
}

pub struct Key {
    pub name: String,
    pub kind: Type,
    pub doc: String,
}

#[derive(Clone)]
pub struct Type {
    pub list: bool,
    /// A shape, or a word for a scalar.
    pub name: String,
    pub optional: bool,
}

impl Contract {
    /// Reads the source; `root` is the repository.
    pub fn read(root: &Path) -> Self {
        let files = source::files(root, "src/page");
        let mut contract = Self {
            templates: Vec::new(),
            shapes: BTreeMap::new(),
        };
        for item in files.iter().flat_map(|file| &file.items) {
            match item {
                syn::Item::Struct(item) if source::says(&item.attrs, "derive", "Serialize") => {
                    let (name, shape) = (shape_name(&item.ident), shape(item));
                    let known = contract.shapes.insert(name.clone(), shape);
                    assert!(known.is_none(), "two shapes of the name {name}");
                }
                syn::Item::Enum(item) if item.ident == "Body" => {
                    contract.templates = item.variants.iter().map(template).collect();
                }
                _ => {}
            }
        }
        let names = files
            .iter()
            .flat_map(|file| &file.items)
            .find_map(template_files);
        let names = names.expect("`Body::template`");
        for template in &mut contract.templates {
            template.file.clone_from(&names[&template.file]);
        }
        let missing = Shape {
            doc: "Nothing more: an empty mapping.".to_owned(),
            ..Shape::default()
        };
        contract.shapes.insert("Missing".to_owned(), missing);
        contract
    }
}

/// As the manual names it.
fn shape_name(name: &syn::Ident) -> String {
    let name = name.to_string();
    if name == "Context" {
        return EVERY_PAGE.to_owned();
    }
    let short = name.strip_suffix("View").unwrap_or(&name);
    if RESERVED.contains(&short.to_lowercase().as_str()) {
        // A heading that a page cannot have as its id.
        return format!("{short}View");
    }
    short.to_owned()
}

fn shape(item: &syn::ItemStruct) -> Shape {
    let mut shape = Shape {
        doc: source::doc(&item.attrs),
        ..Shape::default()
    };
    for field in &item.fields {
        let name = field.ident.as_ref().expect("a name").to_string();
        let mut kind = kind(&field.ty);
        if source::says(&field.attrs, "serde", "flatten") {
            // What a page has of its own stands in the table of templates.
            shape.takes = Some(kind.name).filter(|name| name != "BodyView");
            continue;
        }
        let mut doc = source::doc(&field.attrs);
        if doc.starts_with("HTML") {
            assert_eq!(kind.name, "text", "{name}");
            "html".clone_into(&mut kind.name);
            doc = doc.replacen("HTML", "", 1);
            doc = doc.trim_start_matches([':', '.', ' ']).into();
        }
        shape.keys.push(Key { name, kind, doc });
    }
    shape
}

fn kind(kind_of: &syn::Type) -> Type {
    let one = |name: &str| Type {
        list: false,
        name: name.to_owned(),
        optional: false,
    };
    match kind_of {
        syn::Type::Reference(inner) => kind(&inner.elem),
        syn::Type::Slice(inner) => Type {
            list: true,
            ..kind(&inner.elem)
        },
        syn::Type::Path(path) => {
            let last = path.path.segments.last().expect("a name");
            let inner = || match &last.arguments {
                syn::PathArguments::AngleBracketed(inside) => match inside.args.first() {
                    Some(syn::GenericArgument::Type(inner)) => kind(inner),
                    _ => panic!("{}: of what?", last.ident),
                },
                _ => panic!("{}: of what?", last.ident),
            };
            match last.ident.to_string().as_str() {
                "Option" => Type {
                    optional: true,
                    ..inner()
                },
                "Vec" => Type {
                    list: true,
                    ..inner()
                },
                "Box" => inner(),
                "String" | "str" => one("text"),
                "usize" | "u8" | "u32" => one("number"),
                "bool" => one("true/false"),
                "Mapping" => one("mapping"),
                _ => one(&shape_name(&last.ident)),
            }
        }
        _ => panic!("a type that the reference does not know"),
    }
}

/// A variant of `Body`; its file is not known yet, but for the variant's name.
fn template(variant: &syn::Variant) -> Template {
    let name = variant.ident.to_string();
    let shape = variant
        .fields
        .iter()
        .next()
        .map(|field| kind(&field.ty).name);
    Template {
        pages: source::doc(&variant.attrs),
        key: name.to_lowercase(),
        shape: shape.unwrap_or_else(|| name.clone()),
        file: name,
    }
}

/// By the name of a variant of `Body` its template: the arms of `Body::template`.
fn template_files(item: &syn::Item) -> Option<BTreeMap<String, String>> {
    let syn::Item::Impl(item) = item else {
        return None;
    };
    let function = item.items.iter().find_map(|item| match item {
        syn::ImplItem::Fn(function) if function.sig.ident == "template" => Some(function),
        _ => None,
    })?;
    let [syn::Stmt::Expr(syn::Expr::Match(choice), _)] = function.block.stmts.as_slice() else {
        return None;
    };
    let arms = choice.arms.iter().map(|arm| {
        let path = match &arm.pat {
            syn::Pat::TupleStruct(pattern) => &pattern.path,
            syn::Pat::Struct(pattern) => &pattern.path,
            _ => panic!("an arm of `Body::template`"),
        };
        let variant = path.segments.last().expect("a name").ident.to_string();
        (
            variant,
            source::text(&arm.body).expect("the name of a template"),
        )
    });
    Some(arms.collect())
}
