// The functions that lowered syntax calls (decorators, `using`), as text that is written into the file that needs them: nothing has to be
// installed beside it. Owns their text; that they are needed is told by the transform.

/** Text and no functions, because what runs this file may have rewritten functions. The decorators are those of `experimentalDecorators`. */
const functions: Readonly<Record<string, string>> = {
  decorate: `decorate(decorators,target,key,property){
    const isMember=arguments.length>2;
    let result=!isMember?target:property===null?(property=Object.getOwnPropertyDescriptor(target,key)):property;
    for(const decorator of [...decorators].reverse())if(decorator)result=(!isMember?decorator(result):decorator(target,key,result))||result;
    if(isMember&&result)Object.defineProperty(target,key,result);
    return result}`,
  decorateParam: 'decorateParam(index,decorator){return(target,key)=>decorator(target,key,index)}',
  decorateMetadata: 'decorateMetadata(key,value){return typeof Reflect.metadata==="function"?Reflect.metadata(key,value):undefined}',
  // Explicit resource management of the standard: in reverse order, an error that follows another one carries it as suppressed.
  usingCtx: `usingCtx(){
    const none={},stack=[];
    const suppress=(error,suppressed)=>typeof SuppressedError==="function"?new SuppressedError(error,suppressed):Object.assign(new Error("An error was suppressed during disposal."),{name:"SuppressedError",error,suppressed});
    const add=(value,isAsync)=>{
      if(value===null||value===undefined){if(isAsync)stack.push({isAsync});return value}
      if(Object(value)!==value)throw new TypeError("using declarations can only be used with objects, functions, null, or undefined.");
      let dispose=isAsync?value[Symbol.asyncDispose??Symbol.for("Symbol.asyncDispose")]:undefined;
      const isSync=dispose===null||dispose===undefined;
      if(isSync)dispose=value[Symbol.dispose??Symbol.for("Symbol.dispose")];
      if(typeof dispose!=="function")throw new TypeError("Object not disposable.");
      stack.push({value,dispose,isAsync,isSync});
      return value};
    const context={e:none,u:(value)=>add(value,false),a:(value)=>add(value,true),d(){
      let error=context.e;
      const fail=(next)=>{error=error===none?next:suppress(next,error)};
      const go=()=>{
        for(let one=stack.pop();one;one=stack.pop()){
          let result;
          try{if(one.dispose)result=one.dispose.call(one.value)}catch(thrown){fail(thrown);result=undefined}
          if(one.isAsync)return Promise.resolve(one.isSync?undefined:result).then(go,(thrown)=>{fail(thrown);return go()});
        }
        if(error!==none)throw error};
      return go()}};
    return context}`,
};

/** One statement that defines `babelHelpers` with the functions of these names; nothing where there are none. Holds no line break. */
export function writeSyntaxSupport(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const texts = names.map((name) => functions[name]?.replaceAll(/\n\s*/g, ''));
  const missing = names.find((_, at) => texts[at] === undefined);
  if (missing) throw new Error(`no text for the syntax helper ${missing}`);
  return [`const babelHelpers={${texts.join(',')}};`];
}
