//! The functions that the virtual machine finds by their names, `Java_org_jrp_Native_…`.

use crate::failure::{self, Failure};
use crate::reply::{done, put_text, reply};
use crate::{asking, opened, opening, screening};
use jni::errors::LogErrorAndDefault;
use jni::objects::{JByteArray, JClass, JObjectArray};
use jni::sys::{jint, jlong};
use jni::{Env, EnvUnowned};

/// Answers with bytes. Null comes back only where the machine has no memory for them, which `org.jrp.Native` turns into an
/// exception.
fn answer<'a>(
    mut env: EnvUnowned<'a>,
    request: JByteArray<'a>,
    body: impl FnOnce(&mut Env<'a>, &[u8]) -> Result<Vec<u8>, Failure>,
) -> JByteArray<'a> {
    env.with_env(|env| -> jni::errors::Result<_> {
        let request = env.convert_byte_array(&request)?;
        let answer = reply(|| body(env, &request));
        env.byte_array_from_slice(&answer)
    })
    .resolve::<LogErrorAndDefault>()
}

/// The version of this library.
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_jrp_Native_version<'a>(
    env: EnvUnowned<'a>,
    _class: JClass<'a>,
    request: JByteArray<'a>,
) -> JByteArray<'a> {
    answer(env, request, |_, _| {
        let mut reply = done(16);
        put_text(&mut reply, Some(env!("CARGO_PKG_VERSION")));
        Ok(reply)
    })
}

/// The words of the enums.
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_jrp_Native_words<'a>(
    env: EnvUnowned<'a>,
    _class: JClass<'a>,
    request: JByteArray<'a>,
) -> JByteArray<'a> {
    answer(env, request, |_, _| Ok(asking::words()))
}

/// Checks that trust can be read.
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_jrp_Native_trust<'a>(
    env: EnvUnowned<'a>,
    _class: JClass<'a>,
    request: JByteArray<'a>,
) -> JByteArray<'a> {
    answer(env, request, |_, request| opening::trust(request))
}

/// Opens files, a folder, or bytes.
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_jrp_Native_open<'a>(
    env: EnvUnowned<'a>,
    _class: JClass<'a>,
    request: JByteArray<'a>,
    memory: JObjectArray<'a, JByteArray<'a>>,
) -> JByteArray<'a> {
    answer(env, request, |env, request| {
        let layers = layers(env, &memory).map_err(|_| failure::request())?;
        opening::open(request, layers)
    })
}

fn layers<'a>(
    env: &mut Env<'a>,
    memory: &JObjectArray<'a, JByteArray<'a>>,
) -> jni::errors::Result<Vec<Vec<u8>>> {
    if memory.is_null() {
        return Ok(Vec::new());
    }
    let mut layers = Vec::new();
    for at in 0..memory.len(env)? {
        let layer = memory.get_element(env, at)?;
        layers.push(env.convert_byte_array(layer)?);
    }
    Ok(layers)
}

/// Opens a folder anew where it holds something newer.
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_jrp_Native_newer<'a>(
    env: EnvUnowned<'a>,
    _class: JClass<'a>,
    request: JByteArray<'a>,
) -> JByteArray<'a> {
    answer(env, request, |_, request| opening::newer(request))
}

/// Makes one of several.
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_jrp_Native_set<'a>(
    env: EnvUnowned<'a>,
    _class: JClass<'a>,
    request: JByteArray<'a>,
) -> JByteArray<'a> {
    answer(env, request, |_, request| opening::set(request))
}

/// Closes what has this number.
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_jrp_Native_close<'a>(
    _env: EnvUnowned<'a>,
    _class: JClass<'a>,
    number: jlong,
) {
    opened::close(number);
}

/// Answers a question.
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_jrp_Native_check<'a>(
    env: EnvUnowned<'a>,
    _class: JClass<'a>,
    number: jlong,
    request: JByteArray<'a>,
) -> JByteArray<'a> {
    answer(env, request, |_, request| asking::check(number, request))
}

/// Answers columns of a register.
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_jrp_Native_screen<'a>(
    env: EnvUnowned<'a>,
    _class: JClass<'a>,
    number: jlong,
    request: JByteArray<'a>,
) -> JByteArray<'a> {
    answer(env, request, |_, request| screening::screen(number, request))
}

/// How old the data are.
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_jrp_Native_freshness<'a>(
    env: EnvUnowned<'a>,
    _class: JClass<'a>,
    number: jlong,
    request: JByteArray<'a>,
) -> JByteArray<'a> {
    answer(env, request, |_, request| asking::freshness(number, request))
}

/// The outcome of a question; -1 where `check` tells why there is none.
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_jrp_Native_outcome<'a>(
    mut env: EnvUnowned<'a>,
    _class: JClass<'a>,
    number: jlong,
    request: JByteArray<'a>,
) -> jint {
    let outcome = env
        .with_env(|env| -> jni::errors::Result<jint> {
            let request = env.convert_byte_array(&request)?;
            Ok(asking::outcome(number, &request).map_or(-1, jint::from))
        })
        .into_outcome();
    match outcome {
        jni::Outcome::Ok(outcome) => outcome,
        jni::Outcome::Err(_) | jni::Outcome::Panic(_) => -1,
    }
}
