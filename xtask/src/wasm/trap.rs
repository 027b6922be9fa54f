//! Panics without their messages: in a browser nobody reads what the standard library writes to standard error, and the
//! trap that ends a panic is the same without it.

use walrus::ir::Instr;
use walrus::{FunctionBuilder, FunctionId, FunctionKind, InstrSeqBuilder, LocalFunction, Module, ValType};

/// Makes a trap of each function of the standard library that only panics; wasm-opt then drops what they called and
/// what was handed to them.
pub(super) fn silence(module: &mut Module) {
    let panicking: Vec<FunctionId> = module
        .funcs
        .iter_local()
        .filter(|(id, function)| {
            let name = module.funcs.get(*id).name.as_deref();
            name.is_some_and(panics) && never_returns(function)
        })
        .map(|(id, _)| id)
        .collect();
    for id in panicking {
        replace(module, id, |body| {
            body.unreachable();
        });
    }
    let debug: Vec<FunctionId> = module
        .funcs
        .iter_local()
        .filter(|(id, _)| module.funcs.get(*id).name.as_deref().is_some_and(is_debug))
        .map(|(id, _)| id)
        .collect();
    for id in debug {
        let function = module.funcs.get(id).kind.unwrap_local();
        // `Ok(())`, with nothing written.
        if module.types.results(function.ty()) == [ValType::I32] {
            replace(module, id, |body| {
                body.i32_const(0);
            });
        }
    }
}

fn replace(module: &mut Module, id: FunctionId, fill: impl FnOnce(&mut InstrSeqBuilder<'_>)) {
    let function = module.funcs.get(id).kind.unwrap_local();
    let (parameters, results) = module.types.params_results(function.ty());
    let (parameters, results) = (parameters.to_vec(), results.to_vec());
    let arguments = function.args.clone();
    let mut builder = FunctionBuilder::new(&mut module.types, &parameters, &results);
    fill(&mut builder.func_body());
    module.funcs.get_mut(id).kind = FunctionKind::Local(builder.local_func(arguments));
}

/// Whether a function writes what `{:?}` says of a value: only panics say that, and `bindings-wasm/tests/debug.rs` sees to it that
/// no message of ours does.
fn is_debug(name: &str) -> bool {
    name.contains("::fmt::Debug>::fmt")
}

/// Whether a function of the standard library has one of the names that it gives to ways to fail.
fn panics(name: &str) -> bool {
    let home = name.trim_start_matches('<').split(['[', ':']).next();
    let path = plain(name);
    let last = path.rsplit("::").next().unwrap_or_default();
    matches!(home, Some("core" | "alloc" | "std" | "__rustc"))
        && (path.contains("::panicking::")
            || last.starts_with("panic_")
            || last.ends_with("_fail")
            || last.ends_with("_failed")
            || matches!(
                last,
                "capacity_overflow" | "handle_alloc_error" | "handle_error" | "rust_begin_unwind"
            ))
}

/// The name without what stands in angle and square brackets, and without generics and a hash at its end.
fn plain(name: &str) -> String {
    let mut depth = 0;
    let mut plain = String::new();
    for c in name.chars() {
        match c {
            '<' | '[' => depth += 1,
            '>' | ']' => depth -= 1,
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    let noise = |part: &str| part.is_empty() || part.len() == 17 && part.starts_with('h');
    match plain.rsplit_once("::") {
        Some((path, last)) if noise(last) => path.to_owned(),
        _ => plain,
    }
}

/// The compiler ends what does not return with a trap.
fn never_returns(function: &LocalFunction) -> bool {
    let body = function.block(function.entry_block());
    matches!(body.instrs.last(), Some((Instr::Unreachable(_), _)))
}
