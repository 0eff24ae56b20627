// Japanese words for the buttons and messages of plotly.js basic. The dictionary that comes with
// plotly calls "Pan" 拡大 (enlarge); this one is the portal's own.

{
  const locale = {
    moduleType: "locale",
    name: "ja",
    dictionary: {
      "Autoscale": "全体を表示",
      "Box Select": "四角で選択",
      "Click to enter Plot subtitle": "副題を入力",
      "Click to enter Plot title": "題名を入力",
      "Click to enter X axis title": "横軸の名前を入力",
      "Click to enter Y axis title": "縦軸の名前を入力",
      "Compare data on hover": "同じ年度の値をまとめて表示",
      "Double-click on legend to isolate one trace": "凡例をダブルクリックすると、その線だけを表示します",
      "Double-click to zoom back out": "ダブルクリックすると元の範囲に戻ります",
      "Download plot": "画像を保存",
      "Download plot as a PNG": "画像を保存（PNG）",
      "Image download succeeded": "画像を保存しました",
      "Lasso Select": "囲んで選択",
      "Pan": "移動",
      "Preparing image - this may take a few seconds": "画像を準備しています（数秒かかることがあります）",
      "Reset": "元に戻す",
      "Reset axes": "元の範囲に戻す",
      "Show closest data on hover": "最も近い値を表示",
      "Sorry, there was a problem downloading your image!": "画像を保存できませんでした",
      "Toggle Spike Lines": "目盛りへの補助線",
      "Toggle show closest data on hover": "最も近い値の表示を切り替え",
      "Zoom": "範囲を選んで拡大",
      "Zoom in": "拡大",
      "Zoom out": "縮小",
      "trace": "系列",
    },
    format: {
      days: ["日曜日", "月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日"],
      shortDays: ["日", "月", "火", "水", "木", "金", "土"],
      months: ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"],
      shortMonths: ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"],
      date: "%Y/%m/%d",
    },
  };
  window.Plotly.register(locale);
}
