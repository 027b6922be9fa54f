//! The order of the functions. gzip finds again what it has seen within 32 KiB, and the code is twenty times that: so a
//! function stands behind those that it has most in common with.

use crate::task::TaskError;
use std::collections::{BTreeSet, HashMap, VecDeque};
use std::convert::Infallible;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionSectionReader, Parser, Payload, TypeRef};

/// How many bytes in a row two functions must share for it to count.
const PIECE: usize = 6;
/// A little less than the 32 KiB that gzip looks back.
const WINDOW: usize = 28_000;
/// Indices below this take one byte in a call. wasm-opt gives them to the functions that are called most.
const SHORT: usize = 128;

/// The module with its functions in another order.
pub(super) fn order(module: &[u8]) -> Result<Vec<u8>, TaskError> {
    let mut ordered = Ordered::of(module)?;
    let mut out = Module::new();
    ordered
        .parse_core_module(&mut out, Parser::new(0), module)
        .map_err(|error| malformed(&error))?;
    Ok(out.finish())
}

struct Ordered {
    /// How many functions are imported: these come first
    imported: u32,
    /// The functions as they are to stand, by where they stood
    order: Vec<usize>,
    /// Where each of them is to stand
    places: Vec<u32>,
}

impl Ordered {
    fn of(module: &[u8]) -> Result<Self, TaskError> {
        let (mut imported, mut bodies) = (0, Vec::new());
        for payload in Parser::new(0).parse_all(module) {
            match payload.map_err(|error| malformed(&error))? {
                Payload::ImportSection(imports) => {
                    let imports = imports.into_imports();
                    let functions = imports.filter(
                        |import| matches!(import, Ok(import) if matches!(import.ty, TypeRef::Func(_))),
                    );
                    imported = functions.count();
                }
                Payload::CodeSectionEntry(body) => {
                    bodies.push(module.get(body.range()).unwrap_or_default());
                }
                _ => {}
            }
        }
        let short = SHORT.saturating_sub(imported).min(bodies.len());
        let order = Pieces::of(&bodies).chain(short);
        let mut places = vec![0; order.len()];
        for (place, at) in order.iter().enumerate() {
            places[*at] = place as u32;
        }
        Ok(Self {
            imported: imported as u32,
            order,
            places,
        })
    }
}

impl Reencode for Ordered {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        let at = function.checked_sub(self.imported).map(|at| at as usize);
        let place = at.and_then(|at| self.places.get(at));
        Ok(place.map_or(function, |place| self.imported + place))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        let types = section.into_iter().collect::<Result<Vec<u32>, _>>()?;
        self.order.iter().for_each(|at| {
            functions.function(types[*at]);
        });
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error> {
        let bodies = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for at in self.order.clone() {
            self.parse_function_body(code, bodies[at].clone())?;
        }
        Ok(())
    }
}

/// Which pieces each function has, of those that several have.
struct Pieces {
    /// Of each function its length and pieces
    functions: Vec<(usize, Vec<usize>)>,
    /// Of each piece who has it
    owners: Vec<Vec<usize>>,
    /// What it is worth: a piece that is everywhere is found anywhere
    worth: Vec<u64>,
}

impl Pieces {
    fn of(bodies: &[&[u8]]) -> Self {
        let mut numbers = HashMap::new();
        let mut owners: Vec<Vec<usize>> = Vec::new();
        for (at, body) in bodies.iter().enumerate() {
            for piece in body.windows(PIECE).collect::<BTreeSet<_>>() {
                let number = *numbers.entry(piece).or_insert(owners.len());
                if number == owners.len() {
                    owners.push(Vec::new());
                }
                owners[number].push(at);
            }
        }
        owners.retain(|owners| owners.len() > 1 && owners.len() < bodies.len().div_ceil(8).max(3));
        let mut functions: Vec<(usize, Vec<usize>)> =
            bodies.iter().map(|body| (body.len(), Vec::new())).collect();
        for (piece, owners) in owners.iter().enumerate() {
            owners.iter().for_each(|at| functions[*at].1.push(piece));
        }
        let worth = |owners: &Vec<usize>| u64::from((bodies.len() / owners.len()).max(2).ilog2());
        Self {
            worth: owners.iter().map(worth).collect(),
            functions,
            owners,
        }
    }

    /// All functions, the first `short` of them in front: next is always the one of which most stands in the window.
    fn chain(&self, short: usize) -> Vec<usize> {
        let count = self.functions.len();
        let mut found = vec![0u64; count];
        let mut seen = vec![0u32; self.owners.len()];
        let mut window = VecDeque::new();
        let mut size = 0;
        let mut order = Vec::with_capacity(count);
        let mut left: BTreeSet<usize> = (0..short).collect();
        for round in 0..count {
            if round == short {
                left = (short..count).collect();
            }
            let share = |at: &usize| found[*at] * 1_000_000 / (20 + self.functions[*at].0 as u64);
            // Of several the first, which is called more often.
            let next = left.iter().copied().max_by_key(|at| (share(at), usize::MAX - at));
            let Some(next) = next else { break };
            left.remove(&next);
            order.push(next);
            window.push_back(next);
            size += self.functions[next].0;
            for piece in &self.functions[next].1 {
                seen[*piece] += 1;
                if seen[*piece] == 1 {
                    self.owners[*piece]
                        .iter()
                        .for_each(|at| found[*at] += self.worth[*piece]);
                }
            }
            while size > WINDOW && window.len() > 1 {
                let Some(gone) = window.pop_front() else { break };
                size -= self.functions[gone].0;
                for piece in &self.functions[gone].1 {
                    seen[*piece] -= 1;
                    if seen[*piece] == 0 {
                        self.owners[*piece]
                            .iter()
                            .for_each(|at| found[*at] -= self.worth[*piece]);
                    }
                }
            }
        }
        order
    }
}

fn malformed(error: &dyn std::fmt::Display) -> TaskError {
    TaskError::new(
        format!("the functions cannot be ordered: {error}"),
        "run `cargo xtask wasm` again",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        EntityType, ExportKind, ExportSection, Function, ImportSection, TypeSection, ValType,
    };

    /// Of each of these functions what it returns; each calls the one before it, the first an imported one.
    fn module(constants: &[i32]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], [ValType::I32]);
        let mut imports = ImportSection::new();
        imports.import("host", "zero", EntityType::Function(0));
        let mut functions = FunctionSection::new();
        let mut exports = ExportSection::new();
        let mut code = CodeSection::new();
        for (at, constant) in constants.iter().enumerate() {
            functions.function(0);
            exports.export(&format!("f{at}"), ExportKind::Func, at as u32 + 1);
            let mut body = Function::new([]);
            body.instructions()
                .call(at as u32)
                .i32_const(*constant)
                .i32_add()
                .end();
            code.function(&body);
        }
        let mut module = Module::new();
        module
            .section(&types)
            .section(&imports)
            .section(&functions)
            .section(&exports)
            .section(&code);
        module.finish()
    }

    /// What each export comes to, the imported function giving nought.
    fn results(module: &[u8]) -> Vec<i32> {
        let (mut bodies, mut exported) = (Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(module) {
            match payload.unwrap() {
                Payload::ExportSection(exports) => {
                    exported.extend(exports.into_iter().map(|export| export.unwrap().index));
                }
                Payload::CodeSectionEntry(body) => {
                    let mut body = body.get_operators_reader().unwrap();
                    let wasmparser::Operator::Call { function_index } = body.read().unwrap() else {
                        panic!("no call")
                    };
                    let wasmparser::Operator::I32Const { value } = body.read().unwrap() else {
                        panic!("no constant")
                    };
                    bodies.push((function_index, value));
                }
                _ => {}
            }
        }
        let result = |mut index: u32| {
            let mut sum = 0i32;
            while let Some(at) = index.checked_sub(1) {
                let (called, value) = bodies[at as usize];
                sum = i32::wrapping_add(sum, value);
                index = called;
            }
            sum
        };
        exported.into_iter().map(result).collect()
    }

    #[test]
    fn calls_and_exports_reach_the_functions_that_they_reached() {
        // Every other one has long constants, which are alike among themselves.
        let constants: Vec<i32> = (0..300)
            .map(|at| if at % 2 == 0 { at } else { 0x1234_5600 + at / 64 })
            .collect();
        let before = module(&constants);
        let after = order(&before).unwrap();
        assert!(before != after);
        assert_eq!(results(&before), results(&after));
        wasmparser::Validator::new().validate_all(&after).unwrap();
        assert_eq!(order(&before).unwrap(), after);
    }

    #[test]
    fn what_is_alike_stands_within_reach_behind_what_is_called_most() {
        const LEN: usize = 3_000;
        const KINDS: usize = 10;
        // No two kinds share a piece.
        let kinds: Vec<Vec<u8>> = (0..KINDS)
            .map(|kind| {
                (0..LEN)
                    .map(|at| [kind, at % 251, at / 251][at % 3] as u8)
                    .collect()
            })
            .collect();
        let bodies: Vec<&[u8]> = kinds.iter().cycle().take(200).map(Vec::as_slice).collect();
        let order = Pieces::of(&bodies).chain(50);
        let (front, back) = order.split_at(50);
        assert!(front.iter().all(|at| *at < 50));
        let is_far = |at: usize| {
            let near = order[..at].iter().rev().take(WINDOW / LEN);
            !near.into_iter().any(|other| other % KINDS == order[at] % KINDS)
        };
        let far = (50..order.len()).filter(|at| is_far(*at)).count();
        assert!(back.len() == 150 && far < KINDS, "{far}");
    }
}
