{const{dataset:d}=document.documentElement;if(location.protocol!="file:")d.modules="";try{for(const k of["theme","view"]){const v=localStorage.getItem("litweave-"+k);if(v)d[k]=v}}catch{}}
