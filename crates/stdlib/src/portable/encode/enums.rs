//! Enumerations on their way out. Their classes take their members along, and the tables in which the `enum`
//! module keeps them: nothing of that changes once the class is made.

use std::rc::Rc;

use loopscope_python::few::sort_few;
use loopscope_python::object::Instance;
use loopscope_python::{Payload, Result, Sym, Type, Value, Vm};

use super::{Encoder, Refused};
use crate::portable::{Portable, PortableAttribute};

/// Whether `enum.EnumType` made the class.
pub(super) fn is_enumeration(class: &Type) -> bool {
    let is_meta = |class: &Rc<Type>| &*class.name == "EnumType" && &*class.module == "enum";
    class.metaclass.as_ref().is_some_and(|meta| is_meta(meta) || meta.mro.iter().any(is_meta))
}

/// Moves members to the front: other attributes may name them.
pub(super) fn members_first(attributes: &mut [(String, PortableAttribute)]) {
    let is_member = |entry: &(_, PortableAttribute)| matches!(entry.1, PortableAttribute::Member(..));
    sort_few(attributes, |a, b| is_member(a) && !is_member(b));
}

/// The name under which an enumeration holds its member first.
fn canonical_name(member: &Rc<Instance>) -> Option<Sym> {
    let sought = Value::Instance(member.clone());
    member.class.dict.borrow().iter().find(|(_, value)| value.is(&sought)).map(|(name, _)| name)
}

impl Encoder {
    /// A member travels as an attribute of its class, a combination of flags with its value.
    pub(super) fn member(&mut self, vm: &mut Vm, instance: &Rc<Instance>) -> Result<Portable, Refused> {
        let class = self.class(vm, &instance.class)?;
        if let Some(name) = canonical_name(instance) {
            return Ok(Portable::Attribute(Box::new(class), name.name().to_string()));
        }
        let (value, attrs) = self.parts(vm, instance)?;
        Ok(Portable::Instance(Box::new((class, value.unwrap_or(Portable::Undefined), attrs))))
    }

    /// What an enumeration itself defines; `None` for what other classes define too.
    pub(super) fn enum_attribute(
        &mut self,
        vm: &mut Vm,
        class: &Rc<Type>,
        name: Sym,
        value: &Value,
    ) -> Option<Result<PortableAttribute, Refused>> {
        if !is_enumeration(class) {
            return None;
        }
        match value {
            Value::Instance(member)
                if Rc::ptr_eq(&member.class, class) && canonical_name(member) == Some(name) =>
            {
                Some(self.parts(vm, member).map(|(value, attrs)| PortableAttribute::Member(value, attrs)))
            }
            Value::Dict(dict) => {
                let entries = dict.entries();
                let mut entry = |(key, value)| Ok((self.value(vm, &key)?, self.value(vm, &value)?));
                Some(
                    entries
                        .into_iter()
                        .map(&mut entry)
                        .collect::<Result<_, _>>()
                        .map(PortableAttribute::Table),
                )
            }
            Value::List(list) => {
                let items = list.items.borrow().clone();
                Some(self.values(vm, &items).map(PortableAttribute::Names))
            }
            _ => None,
        }
    }

    fn parts(
        &mut self,
        vm: &mut Vm,
        member: &Rc<Instance>,
    ) -> Result<(Option<Portable>, Vec<(String, Portable)>), Refused> {
        let value = match member.payload() {
            Payload::Value(value) => Some(self.value(vm, value)?),
            _ => None,
        };
        let attrs = self.attrs(vm, &member.attrs.borrow())?;
        Ok((value, attrs))
    }
}
