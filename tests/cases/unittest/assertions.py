import unittest
class T(unittest.TestCase):
    def chk(self, f, *a, **k):
        try: getattr(self, f)(*a, **k)
        except Exception as e: print(f, a, type(e).__name__, e)
        else: print(f, 'passed')
    def runTest(self): pass
    maxDiff=None
t=T()
c=t.chk
c('assertEqual',1,2); c('assertEqual',1,2,'why'); c('assertEqual',[1,2],[1,3]); c('assertEqual',(1,),(1,2)); c('assertEqual',{'a':1},{'a':2,'b':1}); c('assertEqual',{1,2},{2,3})
c('assertEqual','a\nb\n','a\nc\n'); c('assertEqual','abc','abd'); c('assertEqual', 'x'*100, 'x'*99+'y')
c('assertNotEqual',1,1); c('assertTrue',0); c('assertFalse',1); c('assertIs',1,2); c('assertIsNot',None,None); c('assertIsNone',1); c('assertIsNotNone',None)
c('assertIn',1,[2]); c('assertNotIn',1,[1]); c('assertIsInstance',1,str); c('assertNotIsInstance',1,int); c('assertIsInstance',1,(str,bytes))
c('assertGreater',1,2); c('assertGreaterEqual',1,2); c('assertLess',2,1); c('assertLessEqual',2,1)
c('assertAlmostEqual',1.0,1.1); c('assertAlmostEqual',1.0,1.1,delta=0.01); c('assertNotAlmostEqual',1.0,1.0); c('assertNotAlmostEqual',1.0,1.0,delta=.1);c('assertAlmostEqual',1.0,1.1,places=1,delta=0.01)
c('assertRegex','abc','x'); c('assertNotRegex','abc','b'); c('assertCountEqual',[1,1,2],[1,2,3]); c('assertDictEqual',1,{}); c('assertListEqual',(1,),[1]); c('assertSetEqual',1,{1}); c('assertMultiLineEqual',1,'a')
c('assertSequenceEqual',[1,2,3],[1,2]); c('assertSequenceEqual',1,[1]); c('assertTupleEqual',(1,2),(1,2,3)); c('assertCountEqual',[[1]],[[2]])
c('assertRaises',ValueError,int,'1'); c('assertRaises',ValueError,int,'x'); c('assertRaises',1)
def r(kind,*a,**k):
    try:
        with getattr(t,kind)(*a,**k) as cm: pass
    except Exception as e: print(kind,a,type(e).__name__,e)
r('assertRaises',ValueError); r('assertRaises',(ValueError,KeyError)); r('assertRaises',ValueError,msg='m'); r('assertRaisesRegex',ValueError,'x'); r('assertWarns',UserWarning); r('assertWarnsRegex',UserWarning,'z'); r('assertLogs'); r('assertLogs','a','ERROR'); r('assertNoLogs'); r('assertRaises', 1)
try:
    with t.assertRaisesRegex(ValueError,'zz'): raise ValueError('abc')
except AssertionError as e: print(e)
try: t.fail()
except AssertionError as e: print(repr(e))
t.longMessage=False
c('assertEqual',1,2,'why');c('assertTrue',0,'w')
print(t, repr(t), t.id(), t.shortDescription())
import logging
with t.assertLogs('x', level='INFO') as cm:
    logging.getLogger('x').info('hello %s', 1); logging.getLogger('x.y').error('bad')
print(cm.output, cm.records[0].msg)
T.longMessage=True
t=T();t.maxDiff=10
c('assertEqual',[1,2]*10,[1,3]*10)
c=t.chk
c('assertEqual',[1,2]*10,[1,3]*10)
try: T('nope')
except ValueError as e: print(e)
